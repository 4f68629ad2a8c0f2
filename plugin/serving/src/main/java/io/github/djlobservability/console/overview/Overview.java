package io.github.djlobservability.console.overview;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.github.djlobservability.config.QualitySetting;
import io.github.djlobservability.config.problem.ConfigurationProblem;
import io.github.djlobservability.drift.ModelEvaluation;
import io.github.djlobservability.drift.Status;
import io.github.djlobservability.drift.Window;
import io.github.djlobservability.governor.GovernorReport;
import io.github.djlobservability.load.LoadReport;
import io.github.djlobservability.model.DurationSummary;
import io.github.djlobservability.model.GenerationStatistics;
import io.github.djlobservability.model.ModelSummary;
import io.github.djlobservability.model.Phase;
import io.github.djlobservability.monitoring.FeedbackReport;
import io.github.djlobservability.monitoring.WatchReport;
import io.github.djlobservability.monitoring.comparison.CoverageReport;
import io.github.djlobservability.quality.QualityReport;
import io.github.djlobservability.quality.measure.Task;
import io.github.djlobservability.statistics.Interval;
import io.github.djlobservability.telemetry.ExportReport;
import io.github.djlobservability.telemetry.series.SeriesLeftOut;
import io.github.djlobservability.upkeep.Advice;
import io.github.djlobservability.worker.OwnReport;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Responds to {@code GET /observability}; the fields' names are the JSON's. Rates (1/s) and
 * durations (s) are of the last one to two minutes, counts are totals.
 *
 * @param own the plugin's threads, queues and buffers
 * @param governor what the plugin takes of the process's CPU time, and what is lowered
 * @param hardware the process, the host and its graphics cards; null when they aren't watched
 */
public record Overview(
    Plugin plugin,
    Configuration configuration,
    List<Model> models,
    long failures,
    List<LeftOut> notLookedInto,
    OwnReport own,
    GovernorReport governor,
    @Nullable Record hardware) {

  /** Copies the lists. */
  public Overview {
    models = List.copyOf(models);
    notLookedInto = List.copyOf(notLookedInto);
  }

  /** Returns the overview for callers who may not see values: what may tell one is left out. */
  public Overview withoutValues() {
    List<ConfigurationProblem> problems =
        configuration.errors().stream()
            .map(error -> new ConfigurationProblem(error.source(), error.key(), "", "(hidden)"))
            .toList();
    return new Overview(
        plugin.withoutValues(),
        new Configuration(problems),
        models.stream().map(Model::withoutValues).toList(),
        failures,
        notLookedInto,
        own,
        governor,
        hardware);
  }

  /**
   * The plugin.
   *
   * @param ownTelemetry false when a host's OpenTelemetry, such as an agent's, is used
   * @param httpDoorFallBack why requests are seen only where the server asks its plugins; null when
   *     all are seen
   * @param startedAt when it was started, in ISO 8601
   * @param telemetry where traces, metrics and logs go, in words
   * @param exports how the exports of each signal went; empty where they aren't the plugin's
   */
  public record Plugin(
      String version,
      String djlVersion,
      boolean ownTelemetry,
      @Nullable String httpDoorFallBack,
      String startedAt,
      String telemetry,
      List<ExportReport> exports) {

    /** Leaves the errors out: one may name the collector's address. */
    Plugin withoutValues() {
      return new Plugin(
          version,
          djlVersion,
          ownTelemetry,
          httpDoorFallBack,
          startedAt,
          telemetry,
          exports.stream().map(ExportReport::withoutError).toList());
    }
  }

  /**
   * Something that was not looked into.
   *
   * @param model the model's name and version; null where it is of all
   * @param what is counted: {@code items} or {@code series}
   * @param count how often
   * @param reason why, for people
   */
  public record LeftOut(@Nullable String model, String what, long count, String reason) {}

  /** Lists the problems in the settings. */
  public record Configuration(List<ConfigurationProblem> errors) {}

  /**
   * One model, or one version of it.
   *
   * @param generations what it generated; null when nothing
   * @param hardware what it takes of the hardware; null when that isn't measured
   * @param drift how it compares with its reference; null when that isn't watched
   * @param coverage how many items were compared; null when that isn't watched
   * @param quality how right it is; null when that isn't measured
   * @param labels how its labels stand; null when none are taken
   * @param seriesLeftOut how many series are not among its metrics, since it has too many
   * @param advice what to do about it, the most urgent first; empty where nothing is known that is
   *     to be done
   * @param adviceBasis of how many items that is, in a sentence; null where nothing is compared
   * @param links where there is more
   */
  public record Model(
      String name,
      @Nullable String version,
      boolean enabled,
      Requests requests,
      Inferences inferences,
      GenerationStatistics.@Nullable Summary generations,
      @Nullable Record hardware,
      @Nullable LoadReport load,
      @Nullable Drift drift,
      @Nullable CoverageReport coverage,
      @Nullable Quality quality,
      @Nullable Labels labels,
      SeriesLeftOut seriesLeftOut,
      List<Advice> advice,
      @Nullable String adviceBasis,
      Map<String, String> links) {

    /** Puts a model's figures together. */
    public static Model of(ModelSnapshot model) {
      ModelSummary figures = model.figures();
      Drift drift = Drift.of(model);
      return new Model(
          model.id().name(),
          model.id().version(),
          model.enabled(),
          new Requests(
              figures.requests(),
              figures.requestErrors(),
              byLabel(figures),
              figures.requestsPerSecond(),
              figures.requestDuration()),
          new Inferences(
              figures.inferences(),
              figures.inferenceErrors(),
              figures.inferencesPerSecond(),
              figures.items(),
              figures.itemsPerSecond(),
              byLabel(figures.phases())),
          model.generations(),
          model.hardware(),
          model.load(),
          drift,
          model.drift() == null ? null : model.drift().coverage(),
          Quality.of(model),
          Labels.of(model.labels()),
          model.seriesLeftOut(),
          drift == null ? List.of() : WhatToDo.of(model, drift.differing()),
          WhatToDo.basis(model),
          ModelLinks.of(model.id()));
    }

    Model withoutValues() {
      return new Model(
          name,
          version,
          enabled,
          requests,
          inferences,
          generations,
          hardware,
          load,
          drift == null ? null : drift.withoutValues(),
          coverage == null ? null : coverage.withoutNotes(),
          quality,
          labels,
          seriesLeftOut,
          List.of(),
          null,
          links);
    }

    private static Map<String, Long> byLabel(ModelSummary figures) {
      Map<String, Long> labelled = new LinkedHashMap<>();
      figures.outcomes().forEach((outcome, count) -> labelled.put(outcome.label(), count));
      return labelled;
    }

    private static Map<String, DurationSummary> byLabel(Map<Phase, DurationSummary> phases) {
      Map<String, DurationSummary> labelled = new LinkedHashMap<>();
      phases.forEach(
          (phase, durations) -> {
            if (durations.count() > 0) {
              labelled.put(phase.label(), durations);
            }
          });
      return labelled;
    }
  }

  /**
   * How a model compares with its reference.
   *
   * @param status the worst of inputs, predictions and labels, but for muted features: {@code
   *     WARMING_UP}, {@code STABLE}, {@code WARNING} or {@code DRIFT}; {@code NOT_COMPARED} where
   *     items come and none of them can be compared; null without a reference
   * @param items that were compared with the reference since the model was loaded, as all are that
   *     tell of comparing
   * @param itemsBefore those before it, which the state that is kept brings along
   * @param expectedRunTime mean time to a false alarm, in items; null without a reference
   * @param differing what differs at the moment, the worst first
   * @param changes the first of them, which JSON has
   * @param changed how many features differ
   * @param referenceProblem why the reference can't be used; null if it can
   */
  public record Drift(
      @Nullable String status,
      long items,
      long itemsBefore,
      @Nullable Double expectedRunTime,
      @JsonIgnore List<Change> differing,
      List<Change> changes,
      int changed,
      @Nullable String referenceProblem) {
    private static final int MOST_CHANGES = 10;

    static @Nullable Drift of(ModelSnapshot model) {
      WatchReport report = model.drift();
      if (report == null) {
        return null;
      }
      ModelEvaluation evaluation = report.evaluation();
      List<Change> changes = Changes.of(model);
      return new Drift(
          status(report, model.quality()),
          report.itemsSinceStart(),
          report.itemsBefore(),
          evaluation == null ? null : evaluation.expectedRunTime(),
          changes,
          changes.subList(0, Math.min(MOST_CHANGES, changes.size())),
          changes.size(),
          report.referenceProblem());
    }

    private static @Nullable String status(WatchReport report, @Nullable QualityReport quality) {
      Status status = report.status(quality);
      return report.evaluation() != null && Health.comparesNothing(report)
          ? Health.NOT_COMPARED.name()
          : status == null ? null : status.name();
    }

    Drift withoutValues() {
      return new Drift(
          status, items, itemsBefore, expectedRunTime, List.of(), List.of(), changed, null);
    }
  }

  /**
   * How right a model is.
   *
   * @param measure the one measure that says most, see {@link Task#measure()}
   * @param positiveClass of two classes the one that precision and recall are of, and counts as yes
   *     (`observability.positive-class`); null for others
   * @param real it and its interval in the last full window of labelled items; null before it
   * @param estimated the same without labels; null where there is no estimate
   * @param labelledItems items whose label has come
   * @param missingLabels how many labels are missing for a full window; null where windows go by
   *     time
   */
  public record Quality(
      String measure,
      @Nullable String positiveClass,
      @Nullable Interval real,
      @Nullable Interval estimated,
      long labelledItems,
      @Nullable Long missingLabels) {
    static @Nullable Quality of(ModelSnapshot model) {
      QualityReport report = model.quality();
      if (report == null) {
        return null;
      }
      String measure = (report.task() == null ? Task.BINARY : report.task()).measure();
      Interval real =
          report.windows().isEmpty() ? null : report.windows().get(0).measures().get(measure);
      Interval estimated =
          report.estimates().windows().isEmpty()
              ? null
              : report.estimates().windows().get(0).estimated().get(measure);
      return new Quality(
          measure,
          report.positiveClass(),
          real,
          estimated,
          report.labelledItems(),
          missing(QualitySetting.quality(model.model().settings()).window(), report.openItems()));
    }

    private static @Nullable Long missing(Window window, long open) {
      return window.duration().isZero() ? Math.max(0, window.items() - open) : null;
    }
  }

  /**
   * How a model's labels stand.
   *
   * @param coverage share of the predictions that are kept that have a label; null without any
   * @param waiting predictions that have none
   * @param delaySeconds how long half of the labels took at most; null without any
   */
  public record Labels(@Nullable Double coverage, long waiting, @Nullable Double delaySeconds) {
    static @Nullable Labels of(@Nullable FeedbackReport report) {
      return report == null
          ? null
          : new Labels(
              report.coverage(),
              report.predictions().waiting(),
              report.delays().delaySeconds().p50());
    }
  }

  /**
   * Requests as their clients saw them.
   *
   * @param errors those that the server or the model failed, as objectives count them
   * @param outcomes how all of them ended, by the reason that metrics and spans give
   */
  public record Requests(
      long count,
      long errors,
      Map<String, Long> outcomes,
      double perSecond,
      DurationSummary durationSeconds) {}

  /**
   * Requests as the model saw them.
   *
   * @param phaseSeconds the phases that there were
   */
  public record Inferences(
      long count,
      long errors,
      double perSecond,
      long items,
      double itemsPerSecond,
      Map<String, DurationSummary> phaseSeconds) {}
}

package io.github.djlobservability.console;

import io.github.djlobservability.config.ConfigurationProblem;
import io.github.djlobservability.config.GeneralSetting;
import io.github.djlobservability.load.LoadMonitoring;
import io.github.djlobservability.load.LoadReport;
import io.github.djlobservability.model.DurationSummary;
import io.github.djlobservability.model.GenerationStatistics;
import io.github.djlobservability.model.HardwareFigures;
import io.github.djlobservability.model.ModelSummary;
import io.github.djlobservability.model.Phase;
import io.github.djlobservability.model.ServedModel;
import io.github.djlobservability.telemetry.ExportReport;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What {@code GET /observability} answers; the fields' names are the JSON's. Rates (1/s) and
 * durations (s) are of the last one to two minutes, counts are totals.
 *
 * @param hardware the process, the host and its graphics cards; null when they aren't watched
 */
public record Overview(
    Plugin plugin,
    Configuration configuration,
    List<Model> models,
    long failures,
    @Nullable Record hardware) {

  /** Puts the overview together. */
  public static Overview of(
      Plugin plugin,
      List<ConfigurationProblem> problems,
      Collection<ServedModel> models,
      LoadMonitoring load,
      long failures,
      HardwareFigures hardware) {
    return new Overview(
        plugin,
        new Configuration(problems),
        models.stream()
            .sorted(Comparator.comparing(model -> model.id().toString()))
            .map(model -> Model.of(model, load, hardware))
            .toList(),
        failures,
        hardware.server());
  }

  /** Returns the overview for callers who may not see values: the settings' values are left out. */
  Overview withoutValues() {
    List<ConfigurationProblem> problems =
        configuration.errors().stream()
            .map(
                error -> new ConfigurationProblem(error.source(), error.key(), "", error.allowed()))
            .toList();
    return new Overview(
        plugin.withoutValues(), new Configuration(problems), models, failures, hardware);
  }

  /**
   * The plugin.
   *
   * @param ownTelemetry false when a host's OpenTelemetry, such as an agent's, is used
   * @param httpDoorFallBack why requests are seen only where the server asks its plugins; null when
   *     all are seen
   * @param exports how the exports of each signal went; empty where they aren't the plugin's
   */
  public record Plugin(
      String version,
      String djlVersion,
      boolean ownTelemetry,
      @Nullable String httpDoorFallBack,
      List<ExportReport> exports) {

    /** An error may name the collector's address. */
    Plugin withoutValues() {
      return new Plugin(
          version,
          djlVersion,
          ownTelemetry,
          httpDoorFallBack,
          exports.stream().map(ExportReport::withoutError).toList());
    }
  }

  /** What is wrong with the settings. */
  public record Configuration(List<ConfigurationProblem> errors) {}

  /**
   * One model, or one version of it.
   *
   * @param generations what it generated; null when nothing
   * @param hardware what it takes of the hardware; null when that isn't measured
   */
  public record Model(
      String name,
      @Nullable String version,
      boolean enabled,
      Requests requests,
      Inferences inferences,
      GenerationStatistics.@Nullable Summary generations,
      @Nullable Record hardware,
      @Nullable LoadReport load) {

    static Model of(ServedModel model, LoadMonitoring load, HardwareFigures hardware) {
      ModelSummary figures = model.statistics().summary();
      return new Model(
          model.id().name(),
          model.id().version(),
          model.settings().get(GeneralSetting.ENABLED),
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
          model.statistics().generations().summary(),
          hardware.model(model.id()),
          load.report(model));
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

package io.github.djlobservability.monitoring;

import io.github.djlobservability.drift.FeatureEvaluation;
import io.github.djlobservability.drift.Onset;
import io.github.djlobservability.drift.Status;
import io.github.djlobservability.drift.Verdict;
import io.github.djlobservability.drift.WindowMeasures;
import io.github.djlobservability.drift.incident.Course;
import io.github.djlobservability.drift.incident.Incident;
import io.github.djlobservability.drift.reference.DriftKind;
import io.github.djlobservability.history.ConcernedFeature;
import io.github.djlobservability.history.ModelIncident;
import io.github.djlobservability.history.TakenVerdict;
import io.github.djlobservability.model.ModelId;
import io.github.djlobservability.monitoring.comparison.CoverageReport;
import io.github.djlobservability.monitoring.items.ItemIds;
import io.github.djlobservability.payload.document.NotRead;
import io.github.djlobservability.quality.QualityReport;
import io.github.djlobservability.telemetry.Events;
import io.github.djlobservability.telemetry.Measurements;
import io.github.djlobservability.telemetry.ModelAttributes;
import io.github.djlobservability.telemetry.Telemetry;
import io.github.djlobservability.telemetry.definition.DriftKeys;
import io.github.djlobservability.telemetry.definition.DriftMetric;
import io.github.djlobservability.telemetry.definition.Event;
import io.github.djlobservability.telemetry.definition.PluginMetric;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.api.logs.Severity;
import java.time.Instant;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells of verdicts: one count and one event each, and one line of the log where they stand for
 * themselves; of incidents of several features; and of what the monitors measure whenever metrics
 * are collected. Thread-safe.
 */
final class VerdictTelemetry implements VerdictListener {
  private static final Logger LOGGER = LoggerFactory.getLogger(VerdictTelemetry.class);

  private static final int MOST_NAMED = 5;

  private final Telemetry telemetry;

  /**
   * @param reports how each model compares with its reference at the moment; asked by any thread
   * @param quality how right a model is, by its labels; null when that isn't measured
   * @param unknownVersions by name the requests of which nobody knows which version served them
   * @param dropped how many observations were refused
   */
  VerdictTelemetry(
      Telemetry telemetry,
      Supplier<Collection<WatchReport>> reports,
      Function<ModelId, @Nullable QualityReport> quality,
      Supplier<Map<String, Long>> unknownVersions,
      LongSupplier dropped) {
    this.telemetry = telemetry;
    telemetry
        .instruments(DriftMetric.class)
        .observe(
            to ->
                reports
                    .get()
                    .forEach(
                        report ->
                            measure(report, report.status(quality.apply(report.model())), to)));
    telemetry
        .instruments(DriftMetric.class)
        .observe(
            to ->
                unknownVersions
                    .get()
                    .forEach(
                        (name, requests) ->
                            to.record(
                                DriftMetric.COVERAGE,
                                requests,
                                outcome(new ModelId(name, null), NotRead.VERSION.label()))));
    telemetry
        .instruments(PluginMetric.class)
        .observe(
            to ->
                to.record(
                    PluginMetric.OBSERVATIONS_DROPPED, dropped.getAsLong(), Attributes.empty()));
  }

  @Override
  public void verdict(ModelId model, TakenVerdict taken) {
    Verdict verdict = taken.verdict();
    telemetry
        .instruments(DriftMetric.class)
        .add(DriftMetric.VERDICTS, 1, countedBy(model, verdict));
    boolean alarm = verdict.status() == Status.DRIFT && !isReturning(verdict);
    Instant at = Instant.ofEpochMilli(verdict.epochMillis());
    Events events = telemetry.events();
    Event event = Event.DRIFT_STATUS_CHANGED;
    if (taken.alone()) {
      events.tell(LOGGER, alarm, event, message(model, verdict), at, attributes(model, verdict));
    } else if (taken.kept()) {
      Severity severity = alarm ? Severity.WARN : Severity.INFO;
      events.emit(event, severity, message(model, verdict), at, attributes(model, verdict));
    }
    ModelIncident summary = taken.summary();
    if (summary != null) {
      incident(model, summary, at);
    }
  }

  @Override
  public void incident(ModelId model, ModelIncident incident, Instant at) {
    boolean alarm = incident.status() == Status.DRIFT && incident.course() != Course.RETURNING;
    telemetry
        .events()
        .tell(
            LOGGER,
            alarm,
            Event.DRIFT_INCIDENT,
            "Model " + model + ": " + sentence(incident),
            at,
            attributes(model, incident));
  }

  /** Says how an incident stands; of one that is over its beginning and cause would mislead. */
  static String sentence(ModelIncident incident) {
    StringBuilder text = new StringBuilder("incident ").append(incident.id()).append(": ");
    text.append(incident.names(MOST_NAMED)).append(' ').append(incident.verb());
    if (incident.status() == Status.STABLE) {
      return text.toString();
    }
    if (incident.onset() != null) {
      text.append(", since item ").append(incident.onset().item());
    }
    if (incident.cause() != null) {
      text.append(", ").append(incident.cause());
    }
    if (!incident.features().isEmpty()) {
      ConcernedFeature most = incident.features().get(0);
      text.append(", most of all ").append(most.feature()).append(": ").append(most.change());
    }
    return text.toString();
  }

  private static Attributes attributes(ModelId model, ModelIncident incident) {
    AttributesBuilder attributes =
        ModelAttributes.of(model)
            .put(DriftKeys.INCIDENT, incident.id())
            .put(DriftKeys.STATUS, label(incident.status()))
            .put(DriftKeys.COURSE, label(incident.course()))
            .put(DriftKeys.INCIDENT_FEATURES, (long) incident.concerned())
            .put(
                DriftKeys.INCIDENT_MOST_AFFECTED,
                incident.features().stream().map(ConcernedFeature::feature).toList());
    if (incident.onset() != null) {
      attributes.put(DriftKeys.ONSET_ITEM, incident.onset().item());
    }
    return attributes.build();
  }

  private static boolean isReturning(Verdict verdict) {
    return verdict.incident() != null && verdict.incident().course() == Course.RETURNING;
  }

  private static String message(ModelId model, Verdict verdict) {
    if (verdict.kind() == DriftKind.CONFIGURATION) {
      return configuration(model, verdict);
    }
    StringBuilder text = new StringBuilder("Model ").append(model);
    text.append(": ").append(verdict.feature()).append(": ");
    text.append(verdict.previousStatus()).append(" -> ").append(verdict.status());
    text.append(", ").append(label(verdict.kind())).append(" (").append(label(verdict.check()));
    text.append("): ").append(verdict.effect().description());
    Onset onset = verdict.onset();
    if (onset != null) {
      text.append(", since item ").append(onset.item());
      text.append(" (").append(onset.earliest()).append('-').append(onset.latest()).append(')');
    }
    Incident incident = verdict.incident();
    if (incident != null && incident.course() != Course.BEGUN) {
      text.append(", ").append(label(incident.course()));
      String items = verdict.kind() == DriftKind.CONCEPT ? "labelled item " : "item ";
      text.append(" (noticed first at ").append(items).append(incident.began()).append(')');
      if (incident.over() > 0) {
        text.append(", as in the reference since ").append(items).append(incident.over());
      }
    }
    if (verdict.concept() != null) {
      text.append(", moved: ")
          .append(verdict.concept().moved().stream().map(VerdictTelemetry::label).toList());
    }
    if (verdict.cause() != null) {
      text.append(", ").append(verdict.cause().sentence());
    }
    text.append(", noticed at item ").append(verdict.item());
    return verdict.incidentId() == 0
        ? text.toString()
        : text.append(" (incident ").append(verdict.incidentId()).append(')').toString();
  }

  /** It is no drift, and no value is missing. */
  private static String configuration(ModelId model, Verdict verdict) {
    return "Model "
        + model
        + (verdict.status() == Status.DRIFT ? ": nothing compared: " : ": compared again: ")
        + verdict.effect().description()
        + ", noticed at item "
        + verdict.item();
  }

  private static Attributes countedBy(ModelId model, Verdict verdict) {
    return ModelAttributes.of(model, verdict.feature())
        .put(DriftKeys.KIND, label(verdict.kind()))
        .put(DriftKeys.STATUS, label(verdict.status()))
        .build();
  }

  private static Attributes attributes(ModelId model, Verdict verdict) {
    AttributesBuilder attributes =
        ModelAttributes.of(model, verdict.feature())
            .put(DriftKeys.CHECK, label(verdict.check()))
            .put(DriftKeys.KIND, label(verdict.kind()))
            .put(DriftKeys.STATUS, label(verdict.status()))
            .put(DriftKeys.PREVIOUS_STATUS, label(verdict.previousStatus()))
            .put(DriftKeys.STATISTIC, verdict.statistic())
            .put(DriftKeys.THRESHOLD, verdict.threshold())
            .put(DriftKeys.ITEM, verdict.item())
            .put(DriftKeys.EFFECT, verdict.effect().description())
            .put(DriftKeys.REQUEST_IDS, ItemIds.requests(verdict.itemIds()))
            .put(DriftKeys.TRACE_IDS, ItemIds.traces(verdict.itemIds()));
    if (verdict.shape() != null) {
      attributes.put(DriftKeys.SHAPE, label(verdict.shape()));
    }
    if (verdict.incident() != null) {
      attributes.put(DriftKeys.COURSE, label(verdict.incident().course()));
    }
    if (verdict.incidentId() > 0) {
      attributes.put(DriftKeys.INCIDENT, verdict.incidentId());
    }
    if (verdict.concept() != null) {
      attributes
          .put(
              DriftKeys.MOVED,
              verdict.concept().moved().stream().map(VerdictTelemetry::label).toList())
          .put(DriftKeys.BASIS, label(verdict.concept().basis()));
    }
    if (verdict.cause() != null) {
      attributes.put(DriftKeys.CAUSE, label(verdict.cause().cause()));
    }
    if (verdict.onset() != null) {
      attributes.put(DriftKeys.ONSET_ITEM, verdict.onset().item());
    }
    return attributes.build();
  }

  private static void measure(
      WatchReport report, @Nullable Status status, Measurements<DriftMetric> to) {
    measureCoverage(report, to);
    if (report.referenceProblem() != null || report.reference() != null) {
      to.record(
          DriftMetric.REFERENCE_USABLE,
          report.referenceProblem() == null ? 1 : 0,
          ModelAttributes.of(report.model()).build());
    }
    Attributes model = ModelAttributes.of(report.model()).build();
    if (status != null) {
      to.record(DriftMetric.STATUS, code(status), model);
    }
    if (report.evaluation() == null) {
      return;
    }
    to.record(DriftMetric.ITEMS, report.itemsSinceStart(), model);
    report
        .muted()
        .forEach(
            mute ->
                to.record(
                    DriftMetric.MUTED,
                    1,
                    ModelAttributes.of(report.model(), mute.feature()).build()));
    for (FeatureEvaluation feature : report.evaluation().features()) {
      Attributes attributes = ModelAttributes.of(report.model(), feature.feature()).build();
      to.record(DriftMetric.STATUS, code(feature.status()), attributes);
      if (feature.status() == Status.SMALL) {
        to.record(DriftMetric.SMALL, 1, attributes);
      }
      for (FeatureEvaluation.CheckEvaluation check : feature.checks()) {
        Attributes ofCheck =
            attributes.toBuilder().put(DriftKeys.CHECK, label(check.check())).build();
        to.record(DriftMetric.STATISTIC, check.statistic(), ofCheck);
        to.record(DriftMetric.THRESHOLD, check.threshold(), ofCheck);
      }
      WindowMeasures window = feature.window();
      if (window != null) {
        to.record(
            DriftMetric.POPULATION_STABILITY_INDEX, window.populationStabilityIndex(), attributes);
        to.record(DriftMetric.JENSEN_SHANNON, window.jensenShannon(), attributes);
      }
    }
  }

  private static void measureCoverage(WatchReport report, Measurements<DriftMetric> to) {
    CoverageReport coverage = report.coverage();
    if (coverage.seen() == 0) {
      return;
    }
    to.record(DriftMetric.COVERAGE, coverage.whole(), outcome(report.model(), "compared"));
    coverage
        .reasons()
        .forEach(
            (reason, items) ->
                to.record(DriftMetric.COVERAGE, items, outcome(report.model(), reason)));
  }

  private static Attributes outcome(ModelId model, String outcome) {
    return ModelAttributes.of(model).put(DriftKeys.OUTCOME, outcome).build();
  }

  /**
   * Returns the status as a number, which is what a metric can be. What is too small to matter
   * wakes nobody, and has a metric of its own.
   */
  static long code(Status status) {
    return switch (status) {
      case WARMING_UP -> 0;
      case STABLE, SMALL -> 1;
      case WARNING -> 2;
      case DRIFT -> 3;
    };
  }

  private static String label(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}

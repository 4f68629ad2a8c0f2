package io.github.djlobservability.monitoring;

import io.github.djlobservability.drift.FeatureEvaluation;
import io.github.djlobservability.drift.Onset;
import io.github.djlobservability.drift.Status;
import io.github.djlobservability.drift.Verdict;
import io.github.djlobservability.drift.WindowMeasures;
import io.github.djlobservability.model.ModelId;
import io.github.djlobservability.telemetry.Catalogue;
import io.github.djlobservability.telemetry.DriftInstruments;
import io.github.djlobservability.telemetry.ModelAttributes;
import io.github.djlobservability.telemetry.Telemetry;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import java.time.Instant;
import java.util.Collection;
import java.util.Locale;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells of verdicts: one event, one line of the log, one count each; and of what the monitors
 * measure whenever metrics are collected. Thread-safe.
 */
final class VerdictTelemetry implements VerdictListener {
  private static final Logger LOGGER = LoggerFactory.getLogger(VerdictTelemetry.class);

  private final Telemetry telemetry;

  VerdictTelemetry(
      Telemetry telemetry, Supplier<Collection<WatchReport>> reports, LongSupplier dropped) {
    this.telemetry = telemetry;
    telemetry
        .drift()
        .observe(measurements -> reports.get().forEach(r -> measure(r, measurements)), dropped);
  }

  @Override
  public void verdict(ModelId model, Verdict verdict) {
    Attributes attributes = attributes(model, verdict);
    telemetry.drift().verdict(countedBy(model, verdict));
    boolean alarm = verdict.status() == Status.DRIFT;
    String message = message(model, verdict);
    telemetry
        .events()
        .tell(
            LOGGER,
            alarm,
            Catalogue.STATUS_CHANGED_EVENT,
            message,
            Instant.ofEpochMilli(verdict.epochMillis()),
            attributes);
  }

  private static String message(ModelId model, Verdict verdict) {
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
    if (verdict.concept() != null) {
      text.append(", moved: ")
          .append(verdict.concept().moved().stream().map(VerdictTelemetry::label).toList());
    }
    return text.append(", noticed at item ").append(verdict.item()).toString();
  }

  private static Attributes countedBy(ModelId model, Verdict verdict) {
    return ModelAttributes.of(model, verdict.feature())
        .put(Catalogue.DRIFT_KIND, label(verdict.kind()))
        .put(Catalogue.DRIFT_STATUS, label(verdict.status()))
        .build();
  }

  private static Attributes attributes(ModelId model, Verdict verdict) {
    AttributesBuilder attributes =
        ModelAttributes.of(model, verdict.feature())
            .put(Catalogue.DRIFT_CHECK, label(verdict.check()))
            .put(Catalogue.DRIFT_KIND, label(verdict.kind()))
            .put(Catalogue.DRIFT_STATUS, label(verdict.status()))
            .put(Catalogue.DRIFT_PREVIOUS_STATUS, label(verdict.previousStatus()))
            .put(Catalogue.DRIFT_STATISTIC, verdict.statistic())
            .put(Catalogue.DRIFT_THRESHOLD, verdict.threshold())
            .put(Catalogue.DRIFT_ITEM, verdict.item())
            .put(Catalogue.DRIFT_EFFECT, verdict.effect().description())
            .put(Catalogue.DRIFT_REQUEST_IDS, ItemIds.requests(verdict.itemIds()))
            .put(Catalogue.DRIFT_TRACE_IDS, ItemIds.traces(verdict.itemIds()));
    if (verdict.shape() != null) {
      attributes.put(Catalogue.DRIFT_SHAPE, label(verdict.shape()));
    }
    if (verdict.concept() != null) {
      attributes
          .put(
              Catalogue.DRIFT_MOVED,
              verdict.concept().moved().stream().map(VerdictTelemetry::label).toList())
          .put(Catalogue.DRIFT_BASIS, label(verdict.concept().basis()));
    }
    if (verdict.onset() != null) {
      attributes.put(Catalogue.DRIFT_ONSET_ITEM, verdict.onset().item());
    }
    return attributes.build();
  }

  private static void measure(WatchReport report, DriftInstruments.Measurements to) {
    if (report.evaluation() == null) {
      return;
    }
    Attributes model = ModelAttributes.of(report.model()).build();
    to.status(code(report.evaluation().status()), model);
    to.items(report.evaluation().itemCount(), model);
    for (FeatureEvaluation feature : report.evaluation().features()) {
      Attributes attributes = ModelAttributes.of(report.model(), feature.feature()).build();
      to.status(code(feature.status()), attributes);
      for (FeatureEvaluation.CheckEvaluation check : feature.checks()) {
        to.statistic(
            check.statistic(),
            check.threshold(),
            attributes.toBuilder().put(Catalogue.DRIFT_CHECK, label(check.check())).build());
      }
      WindowMeasures window = feature.window();
      if (window != null) {
        to.distance(window.populationStabilityIndex(), window.jensenShannon(), attributes);
      }
    }
  }

  /** The status as a number, which is what a metric can be. */
  private static long code(Status status) {
    return switch (status) {
      case WARMING_UP -> 0;
      case STABLE -> 1;
      case WARNING -> 2;
      case DRIFT -> 3;
    };
  }

  private static String label(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}

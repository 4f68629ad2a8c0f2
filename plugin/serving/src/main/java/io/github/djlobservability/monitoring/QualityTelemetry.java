package io.github.djlobservability.monitoring;

import io.github.djlobservability.disclosure.HiddenValue;
import io.github.djlobservability.drift.ModelEvaluation;
import io.github.djlobservability.model.ModelId;
import io.github.djlobservability.quality.EstimatedQuality;
import io.github.djlobservability.quality.QualityReport;
import io.github.djlobservability.quality.measure.SegmentQuality;
import io.github.djlobservability.quality.measure.WindowQuality;
import io.github.djlobservability.statistics.Interval;
import io.github.djlobservability.telemetry.Measurements;
import io.github.djlobservability.telemetry.ModelAttributes;
import io.github.djlobservability.telemetry.Telemetry;
import io.github.djlobservability.telemetry.definition.Event;
import io.github.djlobservability.telemetry.definition.QualityKeys;
import io.github.djlobservability.telemetry.definition.QualityMetric;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.logs.Severity;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Tells how right models are: an event for each window of labelled items, and the last window's
 * figures whenever metrics are collected. Thread-safe.
 */
final class QualityTelemetry {
  /** Only the first measures of a segment, this many, are metrics. */
  private static final int SEGMENT_MEASURES = 4;

  private final Telemetry telemetry;

  /**
   * @param reports how right each model is at the moment; asked by any thread
   */
  QualityTelemetry(Telemetry telemetry, Supplier<Map<ModelId, QualityReport>> reports) {
    this.telemetry = telemetry;
    telemetry
        .instruments(QualityMetric.class)
        .observe(to -> reports.get().forEach((model, report) -> record(model, report, to)));
  }

  /** A window of labelled items is full. */
  void window(ModelId model, WindowQuality window) {
    List<String> names = new ArrayList<>();
    List<Double> values = new ArrayList<>();
    StringBuilder text = new StringBuilder("Model ").append(model).append(": ");
    text.append(window.items()).append(" labelled items");
    window
        .measures()
        .forEach(
            (name, measure) -> {
              names.add(name);
              values.add(measure.value());
              text.append(", ").append(name).append(' ').append(measure.value());
            });
    telemetry
        .events()
        .emit(
            Event.QUALITY_WINDOW,
            Severity.INFO,
            text.toString(),
            Instant.ofEpochMilli(window.toMillis()),
            ModelAttributes.of(model)
                .put(QualityKeys.ITEMS, window.items())
                .put(QualityKeys.MEASURES, names)
                .put(QualityKeys.VALUES, values)
                .build());
  }

  private static void record(ModelId model, QualityReport report, Measurements<QualityMetric> to) {
    if (!report.windows().isEmpty()) {
      WindowQuality window = report.windows().get(0);
      window.measures().forEach((name, figure) -> measured(figure, of(model, name), to));
      for (SegmentQuality segment : window.segments()) {
        if (HiddenValue.isShown(segment.value())) {
          // A number may stand for another value in the next window.
          continue;
        }
        segment.measures().entrySet().stream()
            .limit(SEGMENT_MEASURES)
            .forEach(
                entry ->
                    measured(
                        entry.getValue(),
                        of(model, entry.getKey()).toBuilder()
                            .put(QualityKeys.SEGMENT, segment.feature() + "=" + segment.value())
                            .build(),
                        to));
      }
    }
    report
        .reference()
        .forEach(
            (name, figure) -> to.record(QualityMetric.REFERENCE, figure.value(), of(model, name)));
    ModelEvaluation concept = report.concept().evaluation();
    if (concept != null) {
      to.record(
          QualityMetric.CONCEPT_STATUS,
          VerdictTelemetry.code(concept.status()),
          ModelAttributes.of(model).build());
    }
    List<EstimatedQuality> estimates = report.estimates().windows();
    if (!estimates.isEmpty()) {
      estimates
          .get(0)
          .estimated()
          .forEach((name, figure) -> estimated(figure, of(model, name), to));
    }
    estimates.stream()
        .filter(window -> window.labelled() >= window.items())
        .findFirst()
        .ifPresent(
            window ->
                window
                    .error()
                    .forEach(
                        (name, error) ->
                            to.record(QualityMetric.ESTIMATE_ERROR, error, of(model, name))));
  }

  private static void measured(
      Interval figure, Attributes attributes, Measurements<QualityMetric> to) {
    to.record(QualityMetric.VALUE, figure.value(), attributes);
    to.record(QualityMetric.LOWER, figure.low(), attributes);
    to.record(QualityMetric.UPPER, figure.high(), attributes);
  }

  private static void estimated(
      Interval figure, Attributes attributes, Measurements<QualityMetric> to) {
    to.record(QualityMetric.ESTIMATE, figure.value(), attributes);
    to.record(QualityMetric.ESTIMATE_LOWER, figure.low(), attributes);
    to.record(QualityMetric.ESTIMATE_UPPER, figure.high(), attributes);
  }

  private static Attributes of(ModelId model, String measure) {
    return ModelAttributes.of(model).put(QualityKeys.MEASURE, measure).build();
  }
}

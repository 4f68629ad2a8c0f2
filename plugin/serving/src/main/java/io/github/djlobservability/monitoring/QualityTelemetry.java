package io.github.djlobservability.monitoring;

import io.github.djlobservability.model.ModelId;
import io.github.djlobservability.quality.EstimatedQuality;
import io.github.djlobservability.quality.QualityReport;
import io.github.djlobservability.quality.SegmentQuality;
import io.github.djlobservability.quality.WindowQuality;
import io.github.djlobservability.statistics.Interval;
import io.github.djlobservability.telemetry.Catalogue;
import io.github.djlobservability.telemetry.ModelAttributes;
import io.github.djlobservability.telemetry.QualityInstruments;
import io.github.djlobservability.telemetry.Telemetry;
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
  /** Of a segment only so many measures are metrics, those that come first. */
  private static final int SEGMENT_MEASURES = 4;

  private final Telemetry telemetry;

  /**
   * @param reports how right each model is at the moment; asked by any thread
   */
  QualityTelemetry(Telemetry telemetry, Supplier<Map<ModelId, QualityReport>> reports) {
    this.telemetry = telemetry;
    telemetry
        .quality()
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
            Catalogue.QUALITY_WINDOW_EVENT,
            Severity.INFO,
            text.toString(),
            Instant.ofEpochMilli(window.toMillis()),
            ModelAttributes.of(model)
                .put(Catalogue.QUALITY_ITEMS, window.items())
                .put(Catalogue.QUALITY_MEASURES, names)
                .put(Catalogue.QUALITY_VALUES, values)
                .build());
  }

  private static void record(
      ModelId model, QualityReport report, QualityInstruments.Measurements to) {
    if (!report.windows().isEmpty()) {
      WindowQuality window = report.windows().get(0);
      window.measures().forEach((name, figure) -> measured(figure, of(model, name), to));
      for (SegmentQuality segment : window.segments()) {
        segment.measures().entrySet().stream()
            .limit(SEGMENT_MEASURES)
            .forEach(
                entry ->
                    measured(
                        entry.getValue(),
                        of(model, entry.getKey()).toBuilder()
                            .put(
                                Catalogue.QUALITY_SEGMENT,
                                segment.feature() + "=" + segment.value())
                            .build(),
                        to));
      }
    }
    List<EstimatedQuality> estimates = report.estimates().windows();
    if (!estimates.isEmpty()) {
      estimates
          .get(0)
          .estimated()
          .forEach(
              (name, figure) ->
                  to.estimated(figure.value(), figure.low(), figure.high(), of(model, name)));
    }
    estimates.stream()
        .filter(window -> window.labelled() >= window.items())
        .findFirst()
        .ifPresent(
            window ->
                window.error().forEach((name, error) -> to.estimateError(error, of(model, name))));
  }

  private static void measured(
      Interval figure, Attributes attributes, QualityInstruments.Measurements to) {
    to.measured(figure.value(), figure.low(), figure.high(), attributes);
  }

  private static Attributes of(ModelId model, String measure) {
    return ModelAttributes.of(model).put(Catalogue.QUALITY_MEASURE, measure).build();
  }
}

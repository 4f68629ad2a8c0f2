package io.github.djlobservability.telemetry.definition;

import static io.github.djlobservability.telemetry.definition.Instrument.gauge;
import static io.github.djlobservability.telemetry.definition.Instrument.wholeGauge;

import io.github.djlobservability.config.value.MetricLevel;
import io.opentelemetry.api.common.AttributeKey;
import java.util.List;

/** The metrics of how right models are. */
public enum QualityMetric implements Metric {
  VALUE(
      MetricLevel.ESSENTIAL,
      "djl.serving.quality.value",
      gauge("1"),
      "A measure of the last full window of labelled items. See [quality.md](quality.md).",
      ModelKeys.model(QualityKeys.MEASURE, QualityKeys.SEGMENT)),
  LOWER(
      MetricLevel.ESSENTIAL,
      "djl.serving.quality.value.lower",
      gauge("1"),
      "Lower end of the measure's interval of 95 %.",
      ModelKeys.model(QualityKeys.MEASURE, QualityKeys.SEGMENT)),
  UPPER(
      MetricLevel.ESSENTIAL,
      "djl.serving.quality.value.upper",
      gauge("1"),
      "Upper end of the measure's interval of 95 %.",
      ModelKeys.model(QualityKeys.MEASURE, QualityKeys.SEGMENT)),
  REFERENCE(
      MetricLevel.ESSENTIAL,
      "djl.serving.quality.reference",
      gauge("1"),
      "A measure of the reference's own rows, where they have predictions and labels.",
      ModelKeys.model(QualityKeys.MEASURE)),
  CONCEPT_STATUS(
      MetricLevel.ESSENTIAL,
      "djl.serving.quality.concept.status",
      wholeGauge("1"),
      "0 warming up, 1 stable, 2 warning, 3 drift: whether what is right has changed. See"
          + " [drift.md](drift.md#concept-drift).",
      ModelKeys.model()),
  ESTIMATE(
      MetricLevel.ESSENTIAL,
      "djl.serving.quality.estimate",
      gauge("1"),
      "A measure of the last full window, estimated without labels. See"
          + " [quality.md](quality.md).",
      ModelKeys.model(QualityKeys.MEASURE)),
  ESTIMATE_LOWER(
      MetricLevel.ALL,
      "djl.serving.quality.estimate.lower",
      gauge("1"),
      "Lower end of the estimate's band of 95 %.",
      ModelKeys.model(QualityKeys.MEASURE)),
  ESTIMATE_UPPER(
      MetricLevel.ALL,
      "djl.serving.quality.estimate.upper",
      gauge("1"),
      "Upper end of the estimate's band of 95 %.",
      ModelKeys.model(QualityKeys.MEASURE)),
  ESTIMATE_ERROR(
      MetricLevel.ALL,
      "djl.serving.quality.estimate.error",
      gauge("1"),
      "The estimate less the real figure, of the last window whose labels are all there.",
      ModelKeys.model(QualityKeys.MEASURE));

  private final Definition definition;

  QualityMetric(
      MetricLevel level,
      String name,
      Instrument instrument,
      String text,
      List<AttributeKey<?>> attributes) {
    definition = new Definition(name, instrument, text, attributes, level);
  }

  @Override
  public Definition definition() {
    return definition;
  }
}

package io.github.djlobservability.telemetry.definition;

import static io.github.djlobservability.telemetry.definition.Instrument.gauge;
import static io.github.djlobservability.telemetry.definition.Instrument.wholeGauge;
import static io.github.djlobservability.telemetry.definition.Metric.Definition.essential;
import static io.github.djlobservability.telemetry.definition.Metric.Definition.ofAll;

/** The metrics of how right models are. */
public enum QualityMetric implements Metric {
  VALUE(
      essential(
          "djl.serving.quality.value",
          gauge("1"),
          "A measure of the last full window of labelled items. See [quality.md](quality.md).",
          ModelKeys.model(QualityKeys.MEASURE, QualityKeys.SEGMENT))),
  LOWER(
      essential(
          "djl.serving.quality.value.lower",
          gauge("1"),
          "Lower end of the measure's interval of 95 %.",
          ModelKeys.model(QualityKeys.MEASURE, QualityKeys.SEGMENT))),
  UPPER(
      essential(
          "djl.serving.quality.value.upper",
          gauge("1"),
          "Upper end of the measure's interval of 95 %.",
          ModelKeys.model(QualityKeys.MEASURE, QualityKeys.SEGMENT))),
  REFERENCE(
      essential(
          "djl.serving.quality.reference",
          gauge("1"),
          "A measure of the reference's own rows, where they have predictions and labels.",
          ModelKeys.model(QualityKeys.MEASURE))),
  CONCEPT_STATUS(
      essential(
          "djl.serving.quality.concept.status",
          wholeGauge("1"),
          "0 warming up, 1 stable, 2 warning, 3 drift: whether what is right has changed. See"
              + " [drift.md](drift.md#concept-drift).",
          ModelKeys.model())),
  ESTIMATE(
      essential(
          "djl.serving.quality.estimate",
          gauge("1"),
          "A measure of the last full window, estimated without labels. See"
              + " [quality.md](quality.md).",
          ModelKeys.model(QualityKeys.MEASURE))),
  ESTIMATE_LOWER(
      ofAll(
          "djl.serving.quality.estimate.lower",
          gauge("1"),
          "Lower end of the estimate's band of 95 %.",
          ModelKeys.model(QualityKeys.MEASURE))),
  ESTIMATE_UPPER(
      ofAll(
          "djl.serving.quality.estimate.upper",
          gauge("1"),
          "Upper end of the estimate's band of 95 %.",
          ModelKeys.model(QualityKeys.MEASURE))),
  ESTIMATE_ERROR(
      ofAll(
          "djl.serving.quality.estimate.error",
          gauge("1"),
          "The estimate less the real figure, of the last window whose labels are all there.",
          ModelKeys.model(QualityKeys.MEASURE)));

  private final Definition definition;

  QualityMetric(Definition definition) {
    this.definition = definition;
  }

  @Override
  public Definition definition() {
    return definition;
  }
}

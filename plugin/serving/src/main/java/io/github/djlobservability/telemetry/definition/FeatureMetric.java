package io.github.djlobservability.telemetry.definition;

import static io.github.djlobservability.telemetry.definition.Instrument.counter;
import static io.github.djlobservability.telemetry.definition.Instrument.gauge;
import static io.github.djlobservability.telemetry.definition.Instrument.observedCounter;
import static io.github.djlobservability.telemetry.definition.Instrument.wholeGauge;
import static io.github.djlobservability.telemetry.definition.Metric.Definition.essential;
import static io.github.djlobservability.telemetry.definition.Metric.Definition.standard;

/** The metrics of the values of features. */
public enum FeatureMetric implements Metric {
  VIOLATIONS(
      standard(
          "djl.serving.quality.violations",
          counter("{violation}"),
          "Values that broke a rule of the reference's schema.",
          ModelKeys.model(DriftKeys.FEATURE, DriftKeys.RULE))),
  VALUES(
      essential(
          "djl.serving.feature.values",
          observedCounter("{value}"),
          "Values, by bin of the reference. With `observability.drift.histograms=true`.",
          ModelKeys.model(DriftKeys.FEATURE, DriftKeys.BIN, DriftKeys.REFERENCE_ID))),
  REFERENCE_SHARE(
      essential(
          "djl.serving.feature.reference.share",
          gauge("1"),
          "Share of the reference that is in the bin, 0 to 1.",
          ModelKeys.model(DriftKeys.FEATURE, DriftKeys.BIN, DriftKeys.REFERENCE_ID))),
  LEFT_OUT(
      essential(
          "djl.serving.feature.left_out",
          wholeGauge("{feature}"),
          "Features whose values are not counted by bin, because there would be too many series.",
          ModelKeys.model()));

  private final Definition definition;

  FeatureMetric(Definition definition) {
    this.definition = definition;
  }

  @Override
  public Definition definition() {
    return definition;
  }
}

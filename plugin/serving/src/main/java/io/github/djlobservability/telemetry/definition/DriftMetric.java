package io.github.djlobservability.telemetry.definition;

import static io.github.djlobservability.telemetry.definition.Instrument.counter;
import static io.github.djlobservability.telemetry.definition.Instrument.gauge;
import static io.github.djlobservability.telemetry.definition.Instrument.observedCounter;
import static io.github.djlobservability.telemetry.definition.Instrument.wholeGauge;

import io.github.djlobservability.config.value.MetricLevel;
import io.opentelemetry.api.common.AttributeKey;
import java.util.List;

/** The metrics of drift detection. */
public enum DriftMetric implements Metric {
  STATUS(
      MetricLevel.ESSENTIAL,
      "djl.serving.drift.status",
      wholeGauge("1"),
      "0 warming up, or nothing compared, 1 stable (or a change too small to matter), 2 warning, 3"
          + " drift. Without a feature it is the model's: the worst of inputs, predictions and"
          + " labels, but for muted features.",
      ModelKeys.model(DriftKeys.FEATURE)),
  STATISTIC(
      MetricLevel.ALL,
      "djl.serving.drift.statistic",
      gauge("1"),
      "Logarithm of the evidence against no change, of a check.",
      ModelKeys.model(DriftKeys.FEATURE, DriftKeys.CHECK)),
  THRESHOLD(
      MetricLevel.ALL,
      "djl.serving.drift.threshold",
      gauge("1"),
      "The statistic from which on it is drift.",
      ModelKeys.model(DriftKeys.FEATURE, DriftKeys.CHECK)),
  POPULATION_STABILITY_INDEX(
      MetricLevel.ALL,
      "djl.serving.drift.population_stability_index",
      gauge("1"),
      "Population stability index of the last full window against the reference, by its"
          + " tenths or categories.",
      ModelKeys.model(DriftKeys.FEATURE)),
  JENSEN_SHANNON(
      "djl.serving.drift.jensen_shannon",
      gauge("1"),
      "Jensen-Shannon distance, base 2, of the last full window from the reference.",
      ModelKeys.model(DriftKeys.FEATURE)),
  ITEMS(
      MetricLevel.ESSENTIAL,
      "djl.serving.drift.items",
      observedCounter("{item}"),
      "Items that were compared with the reference.",
      ModelKeys.model()),
  COVERAGE(
      MetricLevel.ESSENTIAL,
      "djl.serving.coverage.items",
      observedCounter("{item}"),
      "Items seen, by what became of them. A request that is not read counts as one.",
      ModelKeys.model(DriftKeys.OUTCOME)),
  REFERENCE_USABLE(
      MetricLevel.ESSENTIAL,
      "djl.serving.reference.usable",
      wholeGauge("1"),
      "1 where the model is compared with its reference, 0 where the reference can't be used.",
      ModelKeys.model()),
  SMALL(
      MetricLevel.ESSENTIAL,
      "djl.serving.drift.small",
      wholeGauge("1"),
      "1 for a feature with a change that is significant and smaller than"
          + " `observability.drift.min-effect`. Absent for others.",
      ModelKeys.model(DriftKeys.FEATURE)),
  MUTED(
      MetricLevel.ESSENTIAL,
      "djl.serving.drift.muted",
      wholeGauge("1"),
      "1 for a feature that is muted on the page: its verdicts make no alert. Absent for others.",
      ModelKeys.model(DriftKeys.FEATURE)),
  VERDICTS(
      MetricLevel.ESSENTIAL,
      "djl.serving.drift.verdicts",
      counter("{verdict}"),
      "Changes of a check's status.",
      ModelKeys.model(DriftKeys.FEATURE, DriftKeys.KIND, DriftKeys.STATUS));

  private final Definition definition;

  DriftMetric(String name, Instrument instrument, String text, List<AttributeKey<?>> attributes) {
    this(MetricLevel.STANDARD, name, instrument, text, attributes);
  }

  DriftMetric(
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

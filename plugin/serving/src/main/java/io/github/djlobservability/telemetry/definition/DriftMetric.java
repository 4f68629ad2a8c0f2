package io.github.djlobservability.telemetry.definition;

import static io.github.djlobservability.telemetry.definition.Instrument.counter;
import static io.github.djlobservability.telemetry.definition.Instrument.gauge;
import static io.github.djlobservability.telemetry.definition.Instrument.observedCounter;
import static io.github.djlobservability.telemetry.definition.Instrument.wholeGauge;
import static io.github.djlobservability.telemetry.definition.Metric.Definition.essential;
import static io.github.djlobservability.telemetry.definition.Metric.Definition.ofAll;
import static io.github.djlobservability.telemetry.definition.Metric.Definition.standard;

/** The metrics of drift detection. */
public enum DriftMetric implements Metric {
  STATUS(
      essential(
          "djl.serving.drift.status",
          wholeGauge("1"),
          "0 warming up, or nothing compared, 1 stable (or a change too small to matter), 2"
              + " warning, 3 drift. Without a feature it is the model's: the worst of inputs,"
              + " predictions and labels, but for muted features.",
          ModelKeys.model(DriftKeys.FEATURE))),
  STATISTIC(
      ofAll(
          "djl.serving.drift.statistic",
          gauge("1"),
          "Logarithm of the evidence against no change, of a check.",
          ModelKeys.model(DriftKeys.FEATURE, DriftKeys.CHECK))),
  THRESHOLD(
      ofAll(
          "djl.serving.drift.threshold",
          gauge("1"),
          "The statistic from which on it is drift.",
          ModelKeys.model(DriftKeys.FEATURE, DriftKeys.CHECK))),
  POPULATION_STABILITY_INDEX(
      ofAll(
          "djl.serving.drift.population_stability_index",
          gauge("1"),
          "Population stability index of the last full window against the reference, by its"
              + " tenths or categories.",
          ModelKeys.model(DriftKeys.FEATURE))),
  JENSEN_SHANNON(
      standard(
          "djl.serving.drift.jensen_shannon",
          gauge("1"),
          "Jensen-Shannon distance, base 2, of the last full window from the reference.",
          ModelKeys.model(DriftKeys.FEATURE))),
  ITEMS(
      essential(
          "djl.serving.drift.items",
          observedCounter("{item}"),
          "Items that were compared with the reference.",
          ModelKeys.model())),
  COVERAGE(
      essential(
          "djl.serving.coverage.items",
          observedCounter("{item}"),
          "Items seen, by what became of them. A request that is not read counts as one.",
          ModelKeys.model(DriftKeys.OUTCOME))),
  REFERENCE_USABLE(
      essential(
          "djl.serving.reference.usable",
          wholeGauge("1"),
          "1 where the model is compared with its reference, 0 where the reference can't be used.",
          ModelKeys.model())),
  SMALL(
      essential(
          "djl.serving.drift.small",
          wholeGauge("1"),
          "1 for a feature with a change that is significant and smaller than"
              + " `observability.drift.min-effect`. Absent for others.",
          ModelKeys.model(DriftKeys.FEATURE))),
  MUTED(
      essential(
          "djl.serving.drift.muted",
          wholeGauge("1"),
          "1 for a feature that is muted on the page: its verdicts make no alert. Absent for"
              + " others.",
          ModelKeys.model(DriftKeys.FEATURE))),
  VERDICTS(
      essential(
          "djl.serving.drift.verdicts",
          counter("{verdict}"),
          "Changes of a check's status.",
          ModelKeys.model(DriftKeys.FEATURE, DriftKeys.KIND, DriftKeys.STATUS)));

  private final Definition definition;

  DriftMetric(Definition definition) {
    this.definition = definition;
  }

  @Override
  public Definition definition() {
    return definition;
  }
}

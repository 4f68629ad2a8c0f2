package io.github.djlobservability.telemetry.definition;

import static io.github.djlobservability.telemetry.definition.Instrument.counter;
import static io.github.djlobservability.telemetry.definition.Instrument.gauge;
import static io.github.djlobservability.telemetry.definition.Instrument.histogram;
import static io.github.djlobservability.telemetry.definition.Instrument.observedCounter;
import static io.github.djlobservability.telemetry.definition.Instrument.wholeGauge;
import static io.github.djlobservability.telemetry.definition.Metric.Definition.essential;
import static io.github.djlobservability.telemetry.definition.Metric.Definition.ofAll;

/** The metrics of labels that come later. */
public enum FeedbackMetric implements Metric {
  LABELS(
      essential(
          "djl.serving.feedback.labels",
          counter("{label}"),
          "Labels, by what became of them. One that waited for its prediction is counted again when"
              + " it matches.",
          ModelKeys.model(QualityKeys.FEEDBACK_OUTCOME))),
  DELAY(
      ofAll(
          "djl.serving.feedback.delay",
          histogram("s", Buckets.DELAY_SECONDS),
          "From the arrival of a request to the time of its first label.",
          ModelKeys.model())),
  COVERAGE(
      essential(
          "djl.serving.feedback.coverage",
          gauge("1"),
          "Share of the kept predictions that have a label, 0 to 1.",
          ModelKeys.model())),
  DELAY_BIAS(
      ofAll(
          "djl.serving.feedback.delay_bias",
          gauge("1"),
          "Mean error of the items with the slowest labels less that of those with the"
              + " quickest. See [feedback.md](feedback.md).",
          ModelKeys.model())),
  WAITING(
      essential(
          "djl.serving.feedback.waiting",
          wholeGauge("{prediction}"),
          "Predictions that wait for a label.",
          ModelKeys.model())),
  STORAGE(
      ofAll(
          "djl.serving.feedback.storage",
          wholeGauge("By"),
          "Size of the files of predictions and labels.",
          ModelKeys.model())),
  EXPIRED(
      ofAll(
          "djl.serving.feedback.expired",
          observedCounter("{prediction}"),
          "Predictions that grew older than the retention without a label.",
          ModelKeys.model())),
  EVICTED(
      ofAll(
          "djl.serving.feedback.evicted",
          observedCounter("{prediction}"),
          "Predictions that were given up without a label because there was no more room.",
          ModelKeys.model())),
  UNMATCHED(
      ofAll(
          "djl.serving.feedback.unmatched",
          observedCounter("{label}"),
          "Labels that waited for their prediction in vain.",
          ModelKeys.model())),
  LATE(
      ofAll(
          "djl.serving.feedback.late",
          observedCounter("{item}"),
          "Labelled items that came later than the lateness and were taken out of order.",
          ModelKeys.model()));

  private final Definition definition;

  FeedbackMetric(Definition definition) {
    this.definition = definition;
  }

  @Override
  public Definition definition() {
    return definition;
  }
}

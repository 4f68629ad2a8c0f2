package io.github.djlobservability.monitoring;

import io.github.djlobservability.label.DelayReport;
import io.github.djlobservability.label.JoinListener;
import io.github.djlobservability.label.JoinOutcome;
import io.github.djlobservability.label.Prediction;
import io.github.djlobservability.model.ModelId;
import io.github.djlobservability.quality.measure.LabelledItem;
import io.github.djlobservability.telemetry.AttributeSets;
import io.github.djlobservability.telemetry.Instruments;
import io.github.djlobservability.telemetry.Measurements;
import io.github.djlobservability.telemetry.ModelAttributes;
import io.github.djlobservability.telemetry.definition.FeedbackMetric;
import io.github.djlobservability.telemetry.definition.QualityKeys;
import io.opentelemetry.api.common.Attributes;
import java.util.Collection;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Counts labels, and tells how they stand whenever metrics are collected. Thread-safe. */
final class FeedbackTelemetry {
  private static final double MILLIS = 1000;

  private final Instruments<FeedbackMetric> instruments;

  /**
   * @param reports how each model stands at the moment; asked by any thread
   */
  FeedbackTelemetry(
      Instruments<FeedbackMetric> instruments, Supplier<Collection<FeedbackReport>> reports) {
    this.instruments = instruments;
    instruments.observe(to -> reports.get().forEach(report -> measure(report, to)));
  }

  private static void measure(FeedbackReport report, Measurements<FeedbackMetric> to) {
    Attributes model = ModelAttributes.of(report.model()).build();
    DelayReport.Difference bias = report.delays().slowMinusQuick();
    to.record(FeedbackMetric.COVERAGE, report.coverage(), model);
    to.record(FeedbackMetric.DELAY_BIAS, bias == null ? Double.NaN : bias.error(), model);
    to.record(FeedbackMetric.WAITING, report.predictions().waiting(), model);
    to.record(FeedbackMetric.STORAGE, report.predictions().fileBytes(), model);
    to.record(FeedbackMetric.EXPIRED, report.predictions().expired(), model);
    to.record(FeedbackMetric.EVICTED, report.predictions().evicted(), model);
    to.record(FeedbackMetric.UNMATCHED, report.labels().unmatched(), model);
    to.record(FeedbackMetric.LATE, report.labels().late(), model);
  }

  /**
   * Returns what counts the labels of a model.
   *
   * @param items takes the labelled items, in the order of their predictions
   * @param matched takes them as they come, with the ids of their predictions
   */
  JoinListener of(
      ModelId model,
      Consumer<LabelledItem> items,
      BiConsumer<Prediction.Ids, LabelledItem> matched) {
    Attributes attributes = ModelAttributes.of(model).build();
    AttributeSets<JoinOutcome> byOutcome =
        new AttributeSets<>(
            outcome ->
                attributes.toBuilder().put(QualityKeys.FEEDBACK_OUTCOME, outcome.label()).build());
    return new JoinListener() {
      @Override
      public void item(LabelledItem item) {
        items.accept(item);
      }

      @Override
      public void matched(Prediction.Ids ids, LabelledItem item) {
        matched.accept(ids, item);
      }

      @Override
      public void label(JoinOutcome outcome, long delayMillis) {
        instruments.add(FeedbackMetric.LABELS, 1, byOutcome.get(outcome));
        if (outcome == JoinOutcome.MATCHED) {
          instruments.record(FeedbackMetric.DELAY, delayMillis / MILLIS, attributes);
        }
      }
    };
  }
}

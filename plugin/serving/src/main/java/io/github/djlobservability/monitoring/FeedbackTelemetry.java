package io.github.djlobservability.monitoring;

import io.github.djlobservability.label.DelayReport;
import io.github.djlobservability.label.JoinListener;
import io.github.djlobservability.label.JoinOutcome;
import io.github.djlobservability.model.ModelId;
import io.github.djlobservability.quality.LabelledItem;
import io.github.djlobservability.telemetry.AttributeSets;
import io.github.djlobservability.telemetry.Catalogue;
import io.github.djlobservability.telemetry.FeedbackInstruments;
import io.github.djlobservability.telemetry.ModelAttributes;
import io.opentelemetry.api.common.Attributes;
import java.util.Collection;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Counts labels, and tells how they stand whenever metrics are collected. Thread-safe. */
final class FeedbackTelemetry {
  private static final double MILLIS = 1000;

  private final FeedbackInstruments instruments;

  /**
   * @param reports how each model stands at the moment; asked by any thread
   */
  FeedbackTelemetry(FeedbackInstruments instruments, Supplier<Collection<FeedbackReport>> reports) {
    this.instruments = instruments;
    instruments.observe(
        to ->
            reports
                .get()
                .forEach(
                    report ->
                        to.record(figures(report), ModelAttributes.of(report.model()).build())));
  }

  private static FeedbackInstruments.Figures figures(FeedbackReport report) {
    DelayReport.Difference bias = report.delays().slowMinusQuick();
    return new FeedbackInstruments.Figures(
        report.coverage(),
        bias == null ? Double.NaN : bias.error(),
        report.predictions().waiting(),
        report.predictions().fileBytes(),
        report.predictions().expired(),
        report.predictions().evicted(),
        report.labels().unmatched(),
        report.labels().late());
  }

  /**
   * Returns what counts the labels of a model.
   *
   * @param items takes the labelled items
   */
  JoinListener of(ModelId model, Consumer<LabelledItem> items) {
    Attributes attributes = ModelAttributes.of(model).build();
    AttributeSets<JoinOutcome> byOutcome =
        new AttributeSets<>(
            outcome ->
                attributes.toBuilder().put(Catalogue.FEEDBACK_OUTCOME, outcome.label()).build());
    return new JoinListener() {
      @Override
      public void item(LabelledItem item) {
        items.accept(item);
      }

      @Override
      public void label(JoinOutcome outcome, long delayMillis) {
        instruments.label(byOutcome.get(outcome));
        if (outcome == JoinOutcome.MATCHED) {
          instruments.delay(delayMillis / MILLIS, attributes);
        }
      }
    };
  }
}

package io.github.djlobservability.load;

import io.github.djlobservability.model.ServedModel;
import io.github.djlobservability.telemetry.Measurements;
import io.github.djlobservability.telemetry.ModelAttributes;
import io.github.djlobservability.telemetry.Telemetry;
import io.github.djlobservability.telemetry.definition.Event;
import io.github.djlobservability.telemetry.definition.LoadKeys;
import io.github.djlobservability.telemetry.definition.LoadMetric;
import io.opentelemetry.api.common.Attributes;
import java.time.InstantSource;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells how objectives are kept: an event and a line of the log for each change. Thread-safe. */
final class ObjectiveTelemetry implements ObjectiveWatch.Listener {
  private static final Logger LOGGER = LoggerFactory.getLogger(ObjectiveTelemetry.class);

  private final Telemetry telemetry;
  private final InstantSource clock;

  ObjectiveTelemetry(Telemetry telemetry, InstantSource clock) {
    this.telemetry = telemetry;
    this.clock = clock;
  }

  @Override
  public void changed(ServedModel model, ObjectiveReport report, BurnStatus previous) {
    boolean worse = report.status().compareTo(previous) > 0;
    String message =
        String.format(
            Locale.ROOT,
            "Model %s: objective %s %s: %s -> %s; burn rate %s; %.1f %% of the budget left",
            model.id(),
            report.objective(),
            report.target(),
            previous.label(),
            report.status().label(),
            rates(report),
            100 * report.budgetLeft());
    telemetry
        .events()
        .tell(
            LOGGER,
            worse,
            Event.OBJECTIVE_STATUS_CHANGED,
            message,
            clock.instant(),
            attributes(model, report).toBuilder()
                .put(LoadKeys.TARGET, report.target())
                .put(LoadKeys.STATUS, report.status().label())
                .put(LoadKeys.PREVIOUS_STATUS, previous.label())
                .put(LoadKeys.BUDGET, report.budgetLeft())
                .build());
  }

  private static String rates(ObjectiveReport report) {
    StringBuilder text = new StringBuilder();
    report
        .burnRates()
        .forEach(
            (window, rate) ->
                text.append(text.length() == 0 ? "" : ", ")
                    .append(String.format(Locale.ROOT, "%s %.3g", window, rate)));
    return text.toString();
  }

  static void measure(ServedModel model, ObjectiveReport report, Measurements<LoadMetric> to) {
    Attributes attributes = attributes(model, report);
    to.record(LoadMetric.OBJECTIVE_REQUESTS, report.requests(), attributes);
    to.record(LoadMetric.OBJECTIVE_VIOLATIONS, report.violations(), attributes);
    to.record(LoadMetric.OBJECTIVE_STATUS, code(report.status()), attributes);
    to.record(LoadMetric.BUDGET_LEFT, report.budgetLeft(), attributes);
    report
        .burnRates()
        .forEach(
            (window, rate) ->
                to.record(
                    LoadMetric.BURN_RATE,
                    rate,
                    attributes.toBuilder().put(LoadKeys.BURN_WINDOW, window).build()));
  }

  private static Attributes attributes(ServedModel model, ObjectiveReport report) {
    return ModelAttributes.of(model.id()).put(LoadKeys.OBJECTIVE, report.objective()).build();
  }

  /** Returns the status as a number, which is what a metric can be. */
  private static long code(BurnStatus status) {
    return switch (status) {
      case OK -> 0;
      case SLOW_BURN -> 1;
      case BURN -> 2;
      case FAST_BURN -> 3;
    };
  }
}

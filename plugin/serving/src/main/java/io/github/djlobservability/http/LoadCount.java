package io.github.djlobservability.http;

import io.github.djlobservability.config.LoadSetting;
import io.github.djlobservability.config.value.LatencyObjective;
import io.github.djlobservability.model.ObjectiveCounts;
import io.github.djlobservability.model.Outcome;
import io.github.djlobservability.model.ServedModel;

/**
 * Counts an exchange for the objectives of its model, and hands it to who watches latency and
 * errors. It counts what the server or the model is answerable for, and not what the client did
 * wrong. Immutable.
 */
record LoadCount(ServedModel model, Exchange.Asked asked, Ending ending) {

  /**
   * Counts it.
   *
   * @param givenUp whether its client left after it had waited long enough
   */
  void count(Outcome outcome, boolean givenUp) {
    boolean failed = outcome.isFailure() || givenUp;
    boolean succeeded = outcome == Outcome.SUCCEEDED && !asked.request().asynchronous();
    if (!failed && !succeeded) {
      return;
    }
    if (LoadSetting.hasObjective(model.settings())) {
      countObjective(failed, givenUp);
    }
    asked.load().over(asked, model, ending.durationNanos(), failed);
  }

  private void countObjective(boolean failed, boolean givenUp) {
    ObjectiveCounts counts = model.statistics().objectives();
    if (failed) {
      counts.failed();
    } else {
      counts.succeeded();
    }
    // Of one that is overdue the time was counted while it was waited for.
    if ((!failed || givenUp) && asked.request().timeCounts()) {
      LatencyObjective latency = model.settings().find(LoadSetting.SLO_LATENCY);
      counts.timed(
          latency != null && (givenUp || ending.durationNanos() > latency.limit().toNanos()));
    }
  }
}

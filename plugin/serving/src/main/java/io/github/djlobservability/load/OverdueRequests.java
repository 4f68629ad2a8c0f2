package io.github.djlobservability.load;

import io.github.djlobservability.config.LoadSetting;
import io.github.djlobservability.config.value.LatencyObjective;
import io.github.djlobservability.model.ServedModel;
import io.github.djlobservability.observation.RequestInFlight;
import io.github.djlobservability.observation.RequestsInFlight;

/**
 * Counts the requests that are still waited for when their model's limit is past, so that a model
 * that hangs is seen while its clients are patient. Thread-safe.
 */
final class OverdueRequests {
  private final RequestsInFlight inFlight;

  OverdueRequests(RequestsInFlight inFlight) {
    this.inFlight = inFlight;
  }

  /**
   * Counts those that became overdue since the last time.
   *
   * @param nanos now, as {@link System#nanoTime()}
   */
  void count(long nanos) {
    inFlight.forEachSynchronous(request -> count(request, nanos));
  }

  private static void count(RequestInFlight request, long nanos) {
    ServedModel model = request.model();
    if (model == null || !LoadSetting.hasObjective(model.settings())) {
      return;
    }
    LatencyObjective latency = model.settings().find(LoadSetting.SLO_LATENCY);
    boolean overdue =
        latency != null && nanos - request.arrival().nanoTime() > latency.limit().toNanos();
    if (overdue && request.timeCounts()) {
      model.statistics().objectives().timed(true);
    }
  }
}

package io.github.djlobservability.load;

import io.github.djlobservability.model.WorkTotals;
import org.jspecify.annotations.Nullable;

/**
 * How long a worker takes for a batch: {@code seconds(b) = fixed + perRequest b}, a line fitted
 * through the durations of the calls.
 *
 * <p>What larger batches would gain is taken with care: the slope is its least-squares estimate
 * plus two standard errors, and no more than what no gain at all would mean. Where all calls are of
 * one size, nothing is known of another, and no gain is assumed.
 *
 * @param meanSeconds of the calls seen
 * @param meanRequests in a call
 * @param perRequestSeconds what one request more adds
 * @param calls how many it rests on
 */
record ServiceTime(double meanSeconds, double meanRequests, double perRequestSeconds, long calls) {
  private static final double STANDARD_ERRORS = 2;
  private static final double LEAST_VARIANCE = 1e-9;

  /** Returns null when there are fewer calls than asked for. */
  static @Nullable ServiceTime of(WorkTotals work, long minCalls) {
    if (work.calls() < Math.max(1, minCalls) || work.requests() == 0) {
      return null;
    }
    double n = work.calls();
    double seconds = work.busySeconds() / n;
    double requests = work.requests() / n;
    double noGain = seconds / requests;
    double variance = work.squaredRequests() / n - requests * requests;
    double slope = noGain;
    if (variance > LEAST_VARIANCE && n > 2) {
      double covariance = work.busySecondsTimesRequests() / n - seconds * requests;
      double spread = work.squaredBusySeconds() / n - seconds * seconds;
      double fitted = covariance / variance;
      double residual = Math.max(0, spread - fitted * covariance) * n / (n - 2);
      slope = fitted + STANDARD_ERRORS * Math.sqrt(residual / (n * variance));
    }
    return new ServiceTime(seconds, requests, Math.min(noGain, Math.max(0, slope)), work.calls());
  }

  /** Returns what a call takes whatever its size. */
  double fixedSeconds() {
    return meanSeconds - perRequestSeconds * meanRequests;
  }

  /**
   * Returns how many requests a second {@code workers} workers can do in batches of at most {@code
   * batchLimit}.
   */
  double capacity(int workers, int batchLimit) {
    double requests = Math.max(meanRequests, batchLimit);
    return workers * requests / (fixedSeconds() + perRequestSeconds * requests);
  }
}

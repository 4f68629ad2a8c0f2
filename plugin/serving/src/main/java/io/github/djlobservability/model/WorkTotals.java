package io.github.djlobservability.model;

/**
 * Holds the sums of a model's work since the model was first listed, or between two such moments.
 *
 * @param arrived requests that came through the HTTP door and asked for the model, and others that
 *     a worker took
 * @param over those that are over
 * @param rejected those that the server refused because the queue was full
 * @param calls runs of the model, a batch counting once
 * @param requests requests in those calls
 * @param squaredRequests sum over the calls of their requests squared
 * @param busySeconds durations of the calls, added up
 * @param squaredBusySeconds their squares, added up
 * @param busySecondsTimesRequests sum over the calls of duration times requests
 * @param values values of batches in which padding is seen
 * @param padding those of them that are padding
 */
public record WorkTotals(
    long arrived,
    long over,
    long rejected,
    long calls,
    long requests,
    long squaredRequests,
    double busySeconds,
    double squaredBusySeconds,
    double busySecondsTimesRequests,
    long values,
    long padding) {

  /** Nothing done. */
  public static final WorkTotals NONE = new WorkTotals(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);

  /** Returns what was done between an earlier moment and this. */
  public WorkTotals since(WorkTotals earlier) {
    return new WorkTotals(
        arrived - earlier.arrived,
        over - earlier.over,
        rejected - earlier.rejected,
        calls - earlier.calls,
        requests - earlier.requests,
        squaredRequests - earlier.squaredRequests,
        busySeconds - earlier.busySeconds,
        squaredBusySeconds - earlier.squaredBusySeconds,
        busySecondsTimesRequests - earlier.busySecondsTimesRequests,
        values - earlier.values,
        padding - earlier.padding);
  }

  /** Requests that have come and are not over. */
  public long inFlight() {
    return Math.max(0, arrived - over);
  }
}

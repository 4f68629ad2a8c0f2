package io.github.djlobservability.suite.benchmark;

import io.github.djlobservability.suite.benchmark.ClosedLoop.Load;
import java.time.Duration;
import java.util.Locale;
import org.HdrHistogram.Histogram;

/**
 * One turn of one server.
 *
 * @param requestsPerSecond of all connections together, as fast as they can
 * @param cpuMicros CPU time for each of those, as {@link CpuTime} counts it
 * @param instructions for each of those, as {@link Instructions} counts them; NaN where they are
 *     not counted
 * @param latencies of the requests at the fixed rate, in nanoseconds
 * @param residentMegabytes what the process holds of the machine's memory afterwards
 */
record Measurement(
    double requestsPerSecond,
    double cpuMicros,
    double instructions,
    Histogram latencies,
    double residentMegabytes) {

  private static final double NANOS_IN_MILLI = 1e6;

  /** Latency that this share of the requests did not exceed, in milliseconds. */
  double millis(double percent) {
    return latencies.getValueAtPercentile(percent) / NANOS_IN_MILLI;
  }

  /** In one line for people. */
  String summary() {
    return String.format(
        Locale.ROOT,
        "%.0f requests/s, CPU per request %.0f us, p50 %.2f ms, p99 %.2f ms, RSS %.0f MB",
        requestsPerSecond,
        cpuMicros,
        millis(50),
        millis(99),
        residentMegabytes);
  }

  static Measurement of(
      Load fast, Duration cpuTime, double instructions, Load atRate, long residentBytes) {
    return new Measurement(
        fast.perSecond(),
        cpuTime.toNanos() / 1e3 / fast.requests(),
        instructions / fast.requests(),
        atRate.latencyNanos(),
        residentBytes / 1e6);
  }
}

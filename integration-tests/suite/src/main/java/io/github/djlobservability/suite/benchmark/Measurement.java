package io.github.djlobservability.suite.benchmark;

import io.github.djlobservability.suite.benchmark.ClosedLoop.Load;
import java.time.Duration;
import java.util.Locale;

/**
 * One turn of one server.
 *
 * @param requestsPerSecond of all connections together
 * @param p50Millis latency that half of the requests did not exceed
 * @param p99Millis latency that 99 % did not exceed
 * @param cpuMicros CPU time for each request, as {@link CpuTime} counts it
 */
record Measurement(double requestsPerSecond, double p50Millis, double p99Millis, double cpuMicros) {

  private static final double NANOS_IN_MILLI = 1e6;

  /** In one line for people. */
  String summary() {
    return String.format(
        Locale.ROOT,
        "%.0f requests/s, p50 %.2f ms, p99 %.2f ms, CPU per request %.0f us",
        requestsPerSecond,
        p50Millis,
        p99Millis,
        cpuMicros);
  }

  static Measurement of(Load load, Duration cpuTime) {
    return new Measurement(
        load.requests() / (load.elapsed().toNanos() / 1e9),
        load.latencyNanos().getValueAtPercentile(50) / NANOS_IN_MILLI,
        load.latencyNanos().getValueAtPercentile(99) / NANOS_IN_MILLI,
        cpuTime.toNanos() / 1e3 / load.requests());
  }
}

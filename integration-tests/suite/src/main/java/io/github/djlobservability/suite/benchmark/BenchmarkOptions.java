package io.github.djlobservability.suite.benchmark;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.Properties;

/**
 * How much is measured.
 *
 * @param forks how often all servers are started anew, at least 1: no two runs of a Java compile
 *     the same code alike
 * @param rounds how often each server has its turn in a fork, at least 1
 * @param turn how long a turn is
 * @param warmUp how long each server is under load before the first round
 * @param workload what the servers are asked
 * @param agent the OpenTelemetry Java agent to compare with, if any
 */
record BenchmarkOptions(
    int forks,
    int rounds,
    Duration turn,
    Duration warmUp,
    Workload workload,
    Optional<Path> agent) {

  /** Connections that are kept open, each with one request at a time. */
  static final int CONNECTIONS = 4;

  /**
   * Reads the system properties {@code benchmark.forks}, {@code benchmark.rounds}, {@code
   * benchmark.seconds}, {@code benchmark.warmup}, {@code benchmark.workload} and {@code
   * benchmark.agent.jar}; what is missing or empty has its default.
   *
   * @throws IllegalArgumentException if a value is not allowed; the message is for the user
   */
  static BenchmarkOptions from(Properties properties) {
    String agent = text(properties, "benchmark.agent.jar", "");
    return new BenchmarkOptions(
        count(properties, "benchmark.forks", "3"),
        count(properties, "benchmark.rounds", "6"),
        Duration.ofSeconds(count(properties, "benchmark.seconds", "4")),
        Duration.ofSeconds(count(properties, "benchmark.warmup", "45")),
        workload(text(properties, "benchmark.workload", Workload.NDLIST.toString())),
        agent.isEmpty() ? Optional.empty() : Optional.of(Path.of(agent)));
  }

  private static Workload workload(String text) {
    return Arrays.stream(Workload.values())
        .filter(workload -> workload.toString().equals(text))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "benchmark.workload is " + text + "; allowed is ndlist, npz or census"));
  }

  private static int count(Properties properties, String key, String byDefault) {
    String text = text(properties, key, byDefault);
    try {
      int value = Integer.parseInt(text);
      if (value >= 1) {
        return value;
      }
    } catch (NumberFormatException e) {
      // Said below, as for a number that is out of range.
    }
    throw new IllegalArgumentException(key + " is " + text + "; allowed is a whole number from 1");
  }

  private static String text(Properties properties, String key, String byDefault) {
    String text = properties.getProperty(key, "").strip();
    return text.isEmpty() ? byDefault : text;
  }
}

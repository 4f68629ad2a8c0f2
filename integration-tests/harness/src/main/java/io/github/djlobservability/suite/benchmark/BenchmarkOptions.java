package io.github.djlobservability.suite.benchmark;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * How much is measured.
 *
 * @param forks how often all servers are started anew, at least 1: no two runs of a Java compile
 *     the same code alike
 * @param rounds how often each server has its turn in a fork at most, at least 1
 * @param turn how long each half of a turn is
 * @param warmUp how long each server is under load before the first round
 * @param minutes how long a workload may take, its warm-up included, at least 1
 * @param precision how far the interval of a ratio may reach to either side, so that no more rounds
 *     are needed
 * @param workloads what the servers are asked, one after the other
 * @param variants the servers to be measured, the one to compare with first
 */
record BenchmarkOptions(
    int forks,
    int rounds,
    Duration turn,
    Duration warmUp,
    int minutes,
    double precision,
    List<Workload> workloads,
    List<Variant> variants) {

  /** Stands for every workload. */
  private static final String ALL = "all";

  /**
   * Reads the system properties {@code benchmark.forks}, {@code benchmark.rounds}, {@code
   * benchmark.seconds}, {@code benchmark.warmup}, {@code benchmark.minutes}, {@code
   * benchmark.precision}, {@code benchmark.workload}, {@code benchmark.servers} and {@code
   * benchmark.agent.jar}; what is missing or empty has its default.
   *
   * @throws IllegalArgumentException if a value is not allowed; the message is for the user
   */
  static BenchmarkOptions from(Properties properties) {
    String agent = text(properties, "benchmark.agent.jar", "");
    Optional<Path> jar = agent.isEmpty() ? Optional.empty() : Optional.of(Path.of(agent));
    return new BenchmarkOptions(
        count(properties, "benchmark.forks", "1"),
        count(properties, "benchmark.rounds", "60"),
        Duration.ofSeconds(count(properties, "benchmark.seconds", "3")),
        Duration.ofSeconds(count(properties, "benchmark.warmup", "45")),
        count(properties, "benchmark.minutes", "40"),
        precision(text(properties, "benchmark.precision", "0.02")),
        workloads(text(properties, "benchmark.workload", Workload.CENSUS.toString())),
        variants(text(properties, "benchmark.servers", ALL), Variant.all(jar)));
  }

  /** Returns the servers that are named, and the one to compare with, in their usual order. */
  private static List<Variant> variants(String text, List<Variant> all) {
    if (text.equals(ALL)) {
      return all;
    }
    Set<String> named = new HashSet<>(Set.of(Variant.BARE));
    for (String key : text.split(",", -1)) {
      named.add(key.strip());
    }
    List<String> keys = all.stream().map(Variant::key).toList();
    if (!keys.containsAll(named)) {
      throw new IllegalArgumentException(
          "benchmark.servers is "
              + text
              + "; allowed is all, or some of "
              + String.join(", ", keys));
    }
    return all.stream().filter(variant -> named.contains(variant.key())).toList();
  }

  private static List<Workload> workloads(String text) {
    return text.equals(ALL)
        ? Workload.IN_ALL
        : Arrays.stream(text.split(",", -1)).map(name -> workload(name.strip())).toList();
  }

  private static Workload workload(String text) {
    return Arrays.stream(Workload.values())
        .filter(workload -> workload.toString().equals(text))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "benchmark.workload is "
                        + text
                        + "; allowed is all, or some of "
                        + Arrays.stream(Workload.values())
                            .map(Workload::toString)
                            .collect(Collectors.joining(", "))));
  }

  private static double precision(String text) {
    try {
      double value = Double.parseDouble(text);
      if (value > 0 && value < 1) {
        return value;
      }
    } catch (NumberFormatException e) {
      // Said below, as for a number that is out of range.
    }
    throw new IllegalArgumentException(
        "benchmark.precision is " + text + "; allowed is a number between 0 and 1");
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

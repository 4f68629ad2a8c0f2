package io.github.djlobservability.suite.chaos;

import io.github.djlobservability.suite.http.RawResponse;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** Counts what clients saw. Thread-safe. */
final class Tally {
  private final Map<String, LongAdder> byStatus = new ConcurrentHashMap<>();
  private final Map<String, LongAdder> byOutcome = new ConcurrentHashMap<>();

  /** A response has been read to its end. */
  void answered(String model, RawResponse response) {
    status(String.valueOf(response.status()));
    boolean errorInStream = response.status() == 200 && response.text().contains("requested error");
    outcome(model, errorInStream ? "backend" : outcome(response.status()));
  }

  /** The client left in the middle of a stream. */
  void left(String model) {
    status("200, left");
    outcome(model, "cancelled");
  }

  /** The client left because nothing came. */
  void gaveUp(String model) {
    status("none, left");
    outcome(model, "cancelled");
  }

  /** A model was loaded or unloaded. */
  void managed(RawResponse response) {
    byStatus.computeIfAbsent("management", key -> new LongAdder()).increment();
    if (response.status() != 200) {
      throw new IllegalStateException("management answered " + response);
    }
  }

  private static String outcome(int status) {
    return switch (status) {
      case 200 -> "succeeded";
      case 400 -> "client";
      case 404 -> "no such model";
      default -> "backend";
    };
  }

  private void status(String status) {
    byStatus.computeIfAbsent(status, key -> new LongAdder()).increment();
  }

  private void outcome(String model, String outcome) {
    byOutcome.computeIfAbsent(outcome, key -> new LongAdder()).increment();
    byOutcome.computeIfAbsent(model + " " + outcome, key -> new LongAdder()).increment();
  }

  long status(int status) {
    return count(byStatus, String.valueOf(status));
  }

  long left() {
    return count(byStatus, "200, left");
  }

  long outcomes(String outcome) {
    return count(byOutcome, outcome);
  }

  /** Returns how many requests were sent to a model. */
  long asked(String model) {
    return byOutcome.entrySet().stream()
        .filter(entry -> entry.getKey().startsWith(model + " "))
        .mapToLong(entry -> entry.getValue().sum())
        .sum();
  }

  /** Returns how many requests were sent to all models. */
  long asked() {
    return byOutcome.entrySet().stream()
        .filter(entry -> entry.getKey().contains(" ") && !entry.getKey().startsWith("no "))
        .mapToLong(entry -> entry.getValue().sum())
        .sum();
  }

  /** Returns how the requests to the steady model ended. */
  Map<String, Long> steady() {
    Map<String, Long> counts = new TreeMap<>();
    byOutcome.forEach(
        (key, count) -> {
          if (key.startsWith("steady ")) {
            counts.put(key.substring("steady ".length()), count.sum());
          }
        });
    return counts;
  }

  private static long count(Map<String, LongAdder> counts, String key) {
    LongAdder count = counts.get(key);
    return count == null ? 0 : count.sum();
  }

  @Override
  public String toString() {
    return "statuses " + new TreeMap<>(byStatus) + "\noutcomes " + new TreeMap<>(byOutcome);
  }
}

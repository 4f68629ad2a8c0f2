package io.github.djlobservability.load;

import java.util.List;

/**
 * How a model's latency and errors stand against what they were; of all its versions together. The
 * fields' names are the JSON's.
 *
 * @param status {@code learning}, {@code warming_up}, {@code stable}, {@code warning} or {@code
 *     drift}
 * @param requests how many were looked at
 * @param changes the last changes, newest first
 */
public record PerformanceReport(String status, long requests, List<PerformanceChange> changes) {

  /** Copies the list. */
  public PerformanceReport {
    changes = List.copyOf(changes);
  }
}

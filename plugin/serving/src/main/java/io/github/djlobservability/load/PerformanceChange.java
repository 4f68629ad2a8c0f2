package io.github.djlobservability.load;

import java.util.List;

/**
 * Latency or errors have changed; the fields' names are the JSON's.
 *
 * @param quantity {@code latency} or {@code errors}
 * @param since when the change is estimated to have begun, as ISO 8601
 * @param noticed when it was noticed, likewise
 * @param worse whether requests take longer, or fail more often
 * @param effect how large it is: {@code mean 0.0123 -> 0.0561} (seconds)
 * @param changedWith what changed with it, the largest change first; empty when nothing did
 */
public record PerformanceChange(
    String quantity,
    String since,
    String noticed,
    boolean worse,
    String effect,
    List<ChangedFactor> changedWith) {

  /** Copies the list. */
  public PerformanceChange {
    changedWith = List.copyOf(changedWith);
  }
}

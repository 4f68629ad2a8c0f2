package io.github.djlobservability.profile.evidence;

import java.util.HashSet;
import java.util.Set;

/** Tells how many different values a feature has, up to a limit. Not thread-safe. */
final class DistinctValues {

  /** The memory of one feature is bounded by it. */
  private static final int MOST = 1001;

  private final Set<Object> values = new HashSet<>();
  private long seen;

  /** Takes in a value. */
  void add(Object value) {
    if (!isFull()) {
      seen++;
      values.add(value);
    }
  }

  /** Returns whether there are at least as many as are told apart. */
  boolean isFull() {
    return values.size() == MOST;
  }

  /** Returns how many, up to the limit. */
  int size() {
    return values.size();
  }

  /**
   * Returns the share of the values that were new when they came, until the limit; NaN without
   * values.
   */
  double share() {
    return (double) values.size() / seen;
  }
}

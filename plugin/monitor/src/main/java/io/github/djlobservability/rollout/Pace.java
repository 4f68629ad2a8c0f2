package io.github.djlobservability.rollout;

import java.time.Duration;

/** Knows how fast items come. Not thread-safe. */
final class Pace {
  private static final double MILLIS = 1000;

  private final long longestGap;
  private long items;
  private long first;
  private long last;
  private long gaps;
  private long millis;

  private Pace(long longestGap) {
    this.longestGap = longestGap;
  }

  /** Begins one of requests. An hour without any is a pause, in which nothing is waited for. */
  static Pace ofRequests() {
    return new Pace(Duration.ofHours(1).toMillis());
  }

  /** Begins one of labels. Many come at once, and what lies between is part of their pace. */
  static Pace ofLabels() {
    return new Pace(Long.MAX_VALUE);
  }

  /** Takes note of an item, in whatever order of time. */
  void add(long epochMillis) {
    items++;
    if (items == 1) {
      first = epochMillis;
      last = epochMillis;
      return;
    }
    long gap = Math.max(0, Math.max(epochMillis - last, first - epochMillis));
    first = Math.min(first, epochMillis);
    last = Math.max(last, epochMillis);
    if (gap <= longestGap) {
      millis += gap;
      gaps++;
    }
  }

  boolean isEmpty() {
    return items == 0;
  }

  /** Returns how many seconds more items take at the rate so far; NaN where that isn't known. */
  double seconds(double more) {
    return millis == 0 ? Double.NaN : more * millis / MILLIS / gaps;
  }
}

package io.github.djlobservability.rollout;

/** Knows how fast items come. Not thread-safe. */
final class Pace {
  private static final double MILLIS = 1000;

  private long items;
  private long first = Long.MAX_VALUE;
  private long last = Long.MIN_VALUE;

  /** Takes note of an item. */
  void add(long epochMillis) {
    items++;
    first = Math.min(first, epochMillis);
    last = Math.max(last, epochMillis);
  }

  boolean isEmpty() {
    return items == 0;
  }

  /** Returns how many seconds more items take at the rate so far; NaN where that isn't known. */
  double seconds(double more) {
    double span = (last - first) / MILLIS;
    return items < 2 || span <= 0 ? Double.NaN : more * span / (items - 1);
  }
}

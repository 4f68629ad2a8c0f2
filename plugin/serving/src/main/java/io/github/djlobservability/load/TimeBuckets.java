package io.github.djlobservability.load;

/**
 * Counts of the recent past, in buckets of equal length. Not thread-safe. Memory: 16 bytes a
 * bucket.
 */
final class TimeBuckets {
  private final long bucketNanos;
  private final long[] total;
  private final long[] bad;
  private long current;

  /**
   * @param bucketNanos length of a bucket
   * @param buckets how many there are; what is older is forgotten
   * @param nanos the present moment
   */
  TimeBuckets(long bucketNanos, int buckets, long nanos) {
    this.bucketNanos = bucketNanos;
    this.total = new long[buckets];
    this.bad = new long[buckets];
    this.current = Math.floorDiv(nanos, bucketNanos);
  }

  void add(long nanos, long totalCount, long badCount) {
    advance(nanos);
    int place = place(current);
    total[place] += totalCount;
    bad[place] += badCount;
  }

  /**
   * Returns the counts of the last {@code nanos} nanoseconds: of the buckets that began in them,
   * and the present one.
   */
  Counts last(long nanos, long windowNanos) {
    advance(nanos);
    long buckets = Math.min(total.length, (windowNanos + bucketNanos - 1) / bucketNanos);
    long totalCount = 0;
    long badCount = 0;
    for (long bucket = current - buckets + 1; bucket <= current; bucket++) {
      totalCount += total[place(bucket)];
      badCount += bad[place(bucket)];
    }
    return new Counts(totalCount, badCount);
  }

  private void advance(long nanos) {
    long now = Math.floorDiv(nanos, bucketNanos);
    long steps = Math.min(now - current, total.length);
    for (long step = 1; step <= steps; step++) {
      int place = place(now - steps + step);
      total[place] = 0;
      bad[place] = 0;
    }
    current = Math.max(current, now);
  }

  private int place(long bucket) {
    return (int) Math.floorMod(bucket, (long) total.length);
  }

  /** How many requests there were, and how many of them were bad. */
  record Counts(long total, long bad) {}
}

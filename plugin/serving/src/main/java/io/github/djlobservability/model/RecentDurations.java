package io.github.djlobservability.model;

import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/**
 * Durations of the current and the previous window. Thread-safe; recording takes no lock.
 *
 * <p>Values are kept in microseconds with two significant digits, up to one hour; what is longer
 * counts as one hour. A histogram grows with the values it has seen, to at most 50 KB.
 */
final class RecentDurations {
  private static final long MAX_MICROS = 3_600_000_000L;
  private static final int SIGNIFICANT_DIGITS = 2;

  private volatile Histogram current = emptyHistogram();
  private volatile Histogram previous = emptyHistogram();

  /**
   * @param nanos not negative; what is negative counts as zero
   */
  void record(long nanos) {
    current.recordValue(Math.min(Math.max(nanos / 1000, 0), MAX_MICROS));
  }

  /** Starts a new window and forgets the one before the last. */
  void rotate() {
    previous = current;
    current = emptyHistogram();
  }

  /** Returns the figures of both windows together. */
  DurationSummary summary() {
    // One that no other thread records in: it is walked through six times.
    Histogram both = new Histogram(SIGNIFICANT_DIGITS);
    both.setAutoResize(true);
    both.add(previous);
    both.add(current);
    return new DurationSummary(
        both.getTotalCount(),
        both.getTotalCount() == 0 ? 0 : both.getMean() / 1e6,
        both.getValueAtPercentile(50) / 1e6,
        both.getValueAtPercentile(90) / 1e6,
        both.getValueAtPercentile(99) / 1e6,
        both.getMaxValue() / 1e6);
  }

  private static Histogram emptyHistogram() {
    Histogram histogram = new ConcurrentHistogram(SIGNIFICANT_DIGITS);
    histogram.setAutoResize(true);
    return histogram;
  }
}

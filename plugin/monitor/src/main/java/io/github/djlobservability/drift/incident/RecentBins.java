package io.github.djlobservability.drift.incident;

import io.github.djlobservability.drift.chart.RecentRanks;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/** Keeps the reference's bins of the last items. Not thread-safe. Memory: 4 kB. */
final class RecentBins {

  /** How many items are kept. */
  static final int LENGTH = RecentRanks.LENGTH;

  private static final byte ABSENT = -1;

  private final byte[] bins = new byte[LENGTH];

  /** None has a value yet. */
  RecentBins() {
    Arrays.fill(bins, ABSENT);
  }

  void put(long item, int bin) {
    bins[index(item)] = (byte) bin;
  }

  /** The item has no value. */
  void putAbsent(long item) {
    bins[index(item)] = ABSENT;
  }

  private static int index(long item) {
    return (int) (item & (LENGTH - 1));
  }

  /**
   * Counts the values from one item to another, both included, as far back as they are kept.
   *
   * @param size number of bins
   */
  long[] counts(long from, long to, int size) {
    long[] counts = new long[size];
    for (long item = Math.max(from, to - LENGTH + 1); item <= to; item++) {
      byte bin = bins[index(item)];
      if (bin != ABSENT) {
        counts[bin]++;
      }
    }
    return counts;
  }

  void write(DataOutput out) throws IOException {
    out.write(bins);
  }

  /**
   * Takes over what was written.
   *
   * @param size number of bins
   */
  void read(DataInput in, int size) throws IOException {
    in.readFully(bins);
    for (byte bin : bins) {
      if (bin < ABSENT || bin >= size) {
        throw new IOException("bin " + bin + " of " + size);
      }
    }
  }
}

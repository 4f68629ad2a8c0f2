package io.github.djlobservability.drift.concept;

import io.github.djlobservability.state.StateFormat;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * The last items of a check, {@value #LENGTH} at most: whether each was an error, and how probable
 * that was by its score. Memory: 6 kB.
 */
final class RecentErrors {

  private static final int LENGTH = 512;

  /** Two standard deviations and a half: by chance once in eighty. */
  private static final double SURPRISE = 2.5;

  /** Numbers of items, negative if it was an error; 0 where there is none. */
  private final long[] items = new long[LENGTH];

  private final double[] expected = new double[LENGTH];

  private long count;

  void add(long item, boolean error, double expectedError) {
    int place = (int) (count++ % LENGTH);
    items[place] = error ? -item : item;
    expected[place] = expectedError;
  }

  /** Summarises the items from one on; the first is 1 or more. */
  Summary since(long first) {
    double errors = 0;
    double sum = 0;
    double variance = 0;
    int size = 0;
    for (int i = 0; i < LENGTH; i++) {
      if (Math.abs(items[i]) >= first) {
        errors += items[i] < 0 ? 1 : 0;
        sum += expected[i];
        variance += expected[i] * (1 - expected[i]);
        size++;
      }
    }
    return new Summary(errors / size, sum / size, (errors - sum) / Math.sqrt(variance));
  }

  /**
   * Errors and what was expected of them.
   *
   * @param rate of errors
   * @param expectedRate by the scores; NaN if one is unknown
   * @param deviations how far they are apart, in standard deviations of chance
   */
  record Summary(double rate, double expectedRate, double deviations) {
    boolean isSurprise() {
      return Math.abs(deviations) > SURPRISE;
    }
  }

  void write(DataOutput out) throws IOException {
    StateFormat.write(out, items);
    StateFormat.write(out, expected);
    out.writeLong(count);
  }

  void read(DataInput in) throws IOException {
    StateFormat.readInto(in, items);
    StateFormat.readInto(in, expected);
    count = Math.max(0, in.readLong());
  }
}

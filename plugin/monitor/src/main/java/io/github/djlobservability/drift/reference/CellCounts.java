package io.github.djlobservability.drift.reference;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * How many values each of many cells holds. Not thread-safe. Memory: 2 bytes a cell as long as none
 * holds more than 65,535 values, then 8.
 */
public final class CellCounts {

  private static final long SMALL = Character.MAX_VALUE;

  private char @Nullable [] small;
  private long[] large = {};

  /** Begins with these counts. */
  public CellCounts(long[] counts) {
    char[] kept = new char[counts.length];
    for (int cell = 0; cell < kept.length; cell++) {
      if ((counts[cell] & ~SMALL) != 0) {
        large = counts.clone();
        return;
      }
      kept[cell] = (char) counts[cell];
    }
    small = kept;
  }

  /** Returns the number of cells. */
  public int size() {
    return small == null ? large.length : small.length;
  }

  /** Returns how many values a cell holds. */
  public long of(int cell) {
    return small == null ? large[cell] : small[cell];
  }

  /** Returns how many values the cells from one to another hold, the last one not included. */
  public long sum(int from, int to) {
    char[] counts = small;
    if (counts == null) {
      long sum = 0;
      for (int cell = from; cell < to; cell++) {
        sum += large[cell];
      }
      return sum;
    }
    int sum = 0;
    for (int cell = from; cell < to; cell++) {
      sum += counts[cell];
    }
    return sum;
  }

  /** Adds a value to a cell. */
  public void increment(int cell) {
    char[] counts = small;
    if (counts != null && counts[cell] < Character.MAX_VALUE) {
      counts[cell]++;
      return;
    }
    if (counts != null) {
      large = toArray();
      small = null;
    }
    large[cell]++;
  }

  /** Returns a copy of all counts. */
  public long[] toArray() {
    long[] all = new long[size()];
    Arrays.setAll(all, this::of);
    return all;
  }
}

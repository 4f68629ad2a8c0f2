package io.github.djlobservability.drift.reference;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * How many values each of many cells holds. Not thread-safe. Memory: 1 byte a cell as long as none
 * holds more than 255 values, 2 as long as none holds more than 65,535, then 8.
 */
public final class CellCounts {

  private static final int TINY = 0xff;
  private static final int SMALL = Character.MAX_VALUE;

  /** The counts, as long as they fit into bytes; null once they don't. */
  private byte @Nullable [] tiny;

  /** The counts, while they fit into these and not into bytes; null before and after. */
  private char @Nullable [] small;

  private long[] large = {};

  /** Begins with these counts. */
  public CellCounts(long[] counts) {
    long most = 0;
    for (long count : counts) {
      most |= count;
    }
    if ((most & ~TINY) == 0) {
      byte[] kept = new byte[counts.length];
      for (int cell = 0; cell < kept.length; cell++) {
        kept[cell] = (byte) counts[cell];
      }
      tiny = kept;
    } else if ((most & ~SMALL) == 0) {
      char[] kept = new char[counts.length];
      for (int cell = 0; cell < kept.length; cell++) {
        kept[cell] = (char) counts[cell];
      }
      small = kept;
    } else {
      large = counts.clone();
    }
  }

  /** Returns the number of cells. */
  public int size() {
    if (tiny != null) {
      return tiny.length;
    }
    return small == null ? large.length : small.length;
  }

  /** Returns how many values a cell holds. */
  public long of(int cell) {
    if (tiny != null) {
      return tiny[cell] & TINY;
    }
    return small == null ? large[cell] : small[cell];
  }

  /** Returns how many values the cells from one to another hold, the last one not included. */
  public long sum(int from, int to) {
    long sum = 0;
    for (int cell = from; cell < to; cell++) {
      sum += of(cell);
    }
    return sum;
  }

  /**
   * Returns how many values the cells from the first of a group to one of it hold, that one not
   * included. Looks at the whole group whichever cell it is, for a processor that guesses where a
   * loop ends is mostly wrong.
   *
   * @param next the first cell of the next group
   */
  public long sumInGroup(int first, int cell, int next) {
    byte[] bytes = tiny;
    char[] chars = small;
    int end = Math.min(next, size());
    int sum = 0;
    if (bytes != null) {
      for (int i = first; i < end; i++) {
        sum += bytes[i] & TINY & ((i - cell) >> 31);
      }
    } else if (chars != null) {
      for (int i = first; i < end; i++) {
        sum += chars[i] & ((i - cell) >> 31);
      }
    } else {
      return sum(first, cell);
    }
    return sum;
  }

  /** Adds a value to a cell. */
  public void increment(int cell) {
    if (tiny != null && of(cell) == TINY) {
      char[] wider = new char[size()];
      for (int i = 0; i < wider.length; i++) {
        wider[i] = (char) of(i);
      }
      small = wider;
      tiny = null;
    }
    if (tiny != null) {
      tiny[cell]++;
      return;
    }
    if (small != null && small[cell] == SMALL) {
      large = toArray();
      small = null;
    }
    if (small != null) {
      small[cell]++;
    } else {
      large[cell]++;
    }
  }

  /** Returns a copy of all counts. */
  public long[] toArray() {
    long[] all = new long[size()];
    Arrays.setAll(all, this::of);
    return all;
  }
}

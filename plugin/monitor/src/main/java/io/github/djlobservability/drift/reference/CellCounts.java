package io.github.djlobservability.drift.reference;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * How many values each of many cells holds. Not thread-safe. Memory: 1 byte a cell as long as none
 * holds more than 255 values, 2 as long as none holds more than 65,535, then 8.
 */
public final class CellCounts {

  /** How many cells are summed up at once by {@link #sumInGroup}. */
  public static final int GROUP = 16;

  private static final VarHandle CHARS =
      MethodHandles.byteArrayViewVarHandle(char[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private static final int TINY = 0xff;
  private static final int SMALL = Character.MAX_VALUE;

  /** The first bytes of eight, by how many. */
  private static final long[] FIRST_BYTES = new long[Long.BYTES + 1];

  static {
    for (int bytes = 1; bytes <= Long.BYTES; bytes++) {
      FIRST_BYTES[bytes] = -1L >>> (Long.SIZE - Byte.SIZE * bytes);
    }
  }

  private final int size;

  /** Bytes of a count: 1, 2 or 8. */
  private int width;

  /** The counts, one after the other; whole groups, that of the cell after the last one, too. */
  private byte[] counts;

  /** Begins with these counts. */
  public CellCounts(long[] counts) {
    size = counts.length;
    long most = 0;
    for (long count : counts) {
      most |= count;
    }
    width = (most & ~TINY) == 0 ? 1 : (most & ~SMALL) == 0 ? Character.BYTES : Long.BYTES;
    this.counts = room();
    for (int cell = 0; cell < size; cell++) {
      put(cell, counts[cell]);
    }
  }

  private byte[] room() {
    return new byte[(size / GROUP + 1) * GROUP * width];
  }

  private void put(int cell, long count) {
    if (width == 1) {
      counts[cell] = (byte) count;
    } else if (width == Character.BYTES) {
      CHARS.set(counts, cell * Character.BYTES, (char) count);
    } else {
      LONGS.set(counts, cell * Long.BYTES, count);
    }
  }

  /** Returns the number of cells. */
  public int size() {
    return size;
  }

  /** Returns how many values a cell holds. */
  public long of(int cell) {
    if (width == 1) {
      return counts[cell] & TINY;
    }
    return width == Character.BYTES
        ? (char) CHARS.get(counts, cell * Character.BYTES)
        : (long) LONGS.get(counts, cell * Long.BYTES);
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
   * Returns how many values the cells of the same group before one hold. Looks at the whole group
   * whichever cell it is, several cells at a time, for a processor that guesses where a loop ends
   * is mostly wrong.
   */
  public long sumInGroup(int cell) {
    int first = cell & -GROUP;
    int cells = cell - first;
    if (width == 1) {
      long sums = pairs(first, cells) + pairs(first + Long.BYTES, cells - Long.BYTES);
      return (sums * 0x0001_0001_0001_0001L) >>> 48;
    }
    // That the last group is shorter is the same for all its cells.
    int end = Math.min(GROUP, size - first);
    if (width == Character.BYTES) {
      long sums = 0;
      for (int part = 0; part < end; part += Long.BYTES / Character.BYTES) {
        int at = (first + part) * Character.BYTES;
        long four = firstBytes(at, (cells - part) * Character.BYTES);
        sums += (four & 0x0000_ffff_0000_ffffL) + (four >>> 16 & 0x0000_ffff_0000_ffffL);
      }
      return (sums & 0xffff_ffffL) + (sums >>> 32);
    }
    long sum = 0;
    for (int part = 0; part < end; part++) {
      sum += (long) LONGS.get(counts, (first + part) * Long.BYTES) & ((part - cells) >> 31);
    }
    return sum;
  }

  /** Returns the sums of two counts of a byte, of four pairs side by side. */
  private long pairs(int at, int bytes) {
    long eight = firstBytes(at, bytes);
    return (eight & 0x00ff_00ff_00ff_00ffL) + (eight >>> 8 & 0x00ff_00ff_00ff_00ffL);
  }

  /** Returns eight bytes, all but the first ones as 0; of less than none, none. */
  private long firstBytes(int at, int bytes) {
    return (long) LONGS.get(counts, at) & FIRST_BYTES[Math.max(0, Math.min(Long.BYTES, bytes))];
  }

  /** Adds a value to a cell. */
  public void increment(int cell) {
    long next = of(cell) + 1;
    if (width < Long.BYTES && next > (width == 1 ? TINY : SMALL)) {
      widen();
    }
    put(cell, next);
  }

  private void widen() {
    long[] all = toArray();
    width = width == 1 ? Character.BYTES : Long.BYTES;
    counts = room();
    for (int cell = 0; cell < size; cell++) {
      put(cell, all[cell]);
    }
  }

  /** Returns a copy of all counts. */
  public long[] toArray() {
    long[] all = new long[size];
    Arrays.setAll(all, this::of);
    return all;
  }
}

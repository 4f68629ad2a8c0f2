package io.github.djlobservability.drift.incident;

import io.github.djlobservability.drift.chart.RecentRoom;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** Keeps the reference's bins of the last items. Not thread-safe. */
final class RecentBins {

  /** How many items are kept. */
  static final int LENGTH = RecentRoom.ITEMS;

  private static final byte ABSENT = RecentRoom.NO_BIN;

  private final RecentRoom.Column room;

  RecentBins(RecentRoom.Column room) {
    this.room = room;
  }

  void put(long item, int bin) {
    room.putBin(item, (byte) bin);
  }

  /** The item has no value. */
  void putAbsent(long item) {
    room.putBin(item, ABSENT);
  }

  /**
   * Counts the values from one item to another, both included, as far back as they are kept.
   *
   * @param size number of bins
   */
  long[] counts(long from, long to, int size) {
    long[] counts = new long[size];
    for (long item = Math.max(from, to - LENGTH + 1); item <= to; item++) {
      byte bin = room.bin(item);
      if (bin != ABSENT) {
        counts[bin]++;
      }
    }
    return counts;
  }

  /**
   * Returns the item of the first of the last values; further back than they are kept, each item is
   * taken for one with a value.
   *
   * @param values how many
   * @param last the newest item
   */
  long first(long values, long last) {
    long left = values;
    long item = last;
    while (left > 0 && item > last - LENGTH && item > 0) {
      left -= room.bin(item) == ABSENT ? 0 : 1;
      item--;
    }
    return Math.max(1, item + 1 - left);
  }

  void write(DataOutput out) throws IOException {
    byte[] bins = new byte[LENGTH];
    for (int i = 0; i < LENGTH; i++) {
      bins[i] = room.bin(i);
    }
    out.write(bins);
  }

  /**
   * Takes over what was written.
   *
   * @param size number of bins
   */
  void read(DataInput in, int size) throws IOException {
    byte[] bins = new byte[LENGTH];
    in.readFully(bins);
    for (int i = 0; i < LENGTH; i++) {
      if (bins[i] < ABSENT || bins[i] >= size) {
        throw new IOException("bin " + bins[i] + " of " + size);
      }
      room.putBin(i, bins[i]);
    }
  }
}

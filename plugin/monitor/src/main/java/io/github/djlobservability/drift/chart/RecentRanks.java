package io.github.djlobservability.drift.chart;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/** The ranks of the last items, to 16 bits. Memory: 8 kB. */
public final class RecentRanks {

  public static final int LENGTH = 4096;

  private static final char ABSENT = Character.MAX_VALUE;

  private final char[] ranks = new char[LENGTH];

  RecentRanks() {
    clear();
  }

  void clear() {
    Arrays.fill(ranks, ABSENT);
  }

  void put(long item, double rank) {
    ranks[index(item)] = (char) (rank * ABSENT);
  }

  void putAbsent(long item) {
    ranks[index(item)] = ABSENT;
  }

  /** NaN if the item had no rank. */
  double get(long item) {
    char rank = ranks[index(item)];
    return rank == ABSENT ? Double.NaN : (rank + 0.5) / ABSENT;
  }

  private static int index(long item) {
    return (int) (item & (LENGTH - 1));
  }

  void write(DataOutput out) throws IOException {
    for (char rank : ranks) {
      out.writeChar(rank);
    }
  }

  void read(DataInput in) throws IOException {
    for (int i = 0; i < LENGTH; i++) {
      ranks[i] = in.readChar();
    }
  }
}

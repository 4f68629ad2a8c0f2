package io.github.djlobservability.drift.chart;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** The ranks of the last items, to 16 bits. */
public final class RecentRanks {

  public static final int LENGTH = RecentRoom.ITEMS;

  private static final char ABSENT = RecentRoom.NO_RANK;

  private final RecentRoom.Column room;

  RecentRanks(RecentRoom.Column room) {
    this.room = room;
  }

  void put(long item, double rank) {
    room.putRank(item, (char) (rank * ABSENT));
  }

  void putAbsent(long item) {
    room.putRank(item, ABSENT);
  }

  /** NaN if the item had no rank. */
  double get(long item) {
    char rank = room.rank(item);
    return rank == ABSENT ? Double.NaN : (rank + 0.5) / ABSENT;
  }

  void write(DataOutput out) throws IOException {
    for (int i = 0; i < LENGTH; i++) {
      out.writeChar(room.rank(i));
    }
  }

  void read(DataInput in) throws IOException {
    for (int i = 0; i < LENGTH; i++) {
      room.putRank(i, in.readChar());
    }
  }
}

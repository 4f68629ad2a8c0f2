package io.github.djlobservability.drift.chart;

import java.util.Arrays;

/**
 * Room for what is remembered of the last items of all of a model's features: what one item writes
 * lies side by side, whichever features it is of. Not thread-safe. Memory: 16 kB a feature.
 */
public final class RecentRoom {

  /** How many items ranks and bins are kept of; a power of 2. */
  public static final int ITEMS = 4096;

  /** How many items values are kept of; a power of 2. */
  static final int VALUES = 512;

  /** Stands for the rank of an item that has none. */
  static final char NO_RANK = Character.MAX_VALUE;

  /** Stands for the bin of an item that has none. */
  public static final byte NO_BIN = -1;

  /** How many items lie in one array, which is then small enough for every heap. */
  private static final int BLOCK = 64;

  private final int features;
  private final char[][] ranks;
  private final byte[][] bins;
  private final double[][] values;
  private int taken;

  /** The item that was written last, and where: the next to write is mostly of the same one. */
  private long item = -1;

  private char[] itemRanks = {};
  private byte[] itemBins = {};
  private double[] itemValues = {};
  private int itemStart;

  /** Makes room for this many features. */
  public RecentRoom(int features) {
    this.features = features;
    ranks = new char[ITEMS / BLOCK][BLOCK * features];
    bins = new byte[ITEMS / BLOCK][BLOCK * features];
    values = new double[VALUES / BLOCK][BLOCK * features];
    for (char[] block : ranks) {
      Arrays.fill(block, NO_RANK);
    }
    for (byte[] block : bins) {
      Arrays.fill(block, NO_BIN);
    }
    for (double[] block : values) {
      Arrays.fill(block, Double.NaN);
    }
  }

  private void moveTo(long next) {
    item = next;
    itemRanks = ranks[block(next, ITEMS)];
    itemBins = bins[block(next, ITEMS)];
    itemValues = values[block(next, VALUES)];
    itemStart = (int) (next & (BLOCK - 1)) * features;
  }

  private static int block(long item, int items) {
    return (int) (item & (items - 1)) / BLOCK;
  }

  /** Returns the next feature's part; there is one for each. */
  public Column next() {
    return new Column(taken++);
  }

  /** One feature's part. Items are counted by whoever writes them. */
  public final class Column {
    private final int place;

    private Column(int place) {
      this.place = place;
    }

    /** Returns the place in the item's arrays. */
    private int at(long wanted) {
      if (wanted != item) {
        moveTo(wanted);
      }
      return itemStart + place;
    }

    void putRank(long item, char rank) {
      int at = at(item);
      itemRanks[at] = rank;
    }

    char rank(long item) {
      int at = at(item);
      return itemRanks[at];
    }

    void putValue(long item, double value) {
      int at = at(item);
      itemValues[at] = value;
    }

    double value(long item) {
      int at = at(item);
      return itemValues[at];
    }

    /** Keeps the bin of an item's value. */
    public void putBin(long item, byte bin) {
      int at = at(item);
      itemBins[at] = bin;
    }

    /** Returns the bin of an item's value; {@link #NO_BIN} if it had none. */
    public byte bin(long item) {
      int at = at(item);
      return itemBins[at];
    }
  }
}

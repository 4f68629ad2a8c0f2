package io.github.djlobservability.drift;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * How often items come that are compared, and how many are seen for each of them, which turns an
 * expected run time into items that are compared.
 *
 * <p>A window lasts from its first item to that of the next, so that a pause between two windows
 * counts, such as a night between two batches. Before the end of the first window the gaps between
 * its items are used; before the second item, one item a second is assumed.
 */
final class Traffic {

  private static final double FIRST_GUESS = 1000;

  /** Share of the last window in the estimate, once there have been some. */
  private static final double RECENT = 0.1;

  private static final double LEAST = 1e-6;

  private double millisPerItem = FIRST_GUESS;
  private double seenPerItem = 1;
  private long windows;

  /**
   * Takes in a window.
   *
   * @param items that were compared
   * @param leftOut items that were seen beside them
   * @param millis from its first item to the next window's
   */
  void window(long items, long leftOut, long millis) {
    windows++;
    double share = Math.max(RECENT, 1.0 / windows);
    millisPerItem += share * (perItem(items, millis) - millisPerItem);
    seenPerItem += share * (seen(items, leftOut) - seenPerItem);
  }

  /** Takes in the gaps of a window that is not over; they count only during the first window. */
  void gaps(long gaps, long leftOut, long millis) {
    if (windows == 0 && gaps > 0) {
      millisPerItem = perItem(gaps, millis);
      seenPerItem = seen(gaps, leftOut);
    }
  }

  private static double seen(long items, long leftOut) {
    return 1 + (double) leftOut / items;
  }

  private static double perItem(long items, long millis) {
    return Math.max(LEAST, (double) Math.max(0, millis) / items);
  }

  double millisPerItem() {
    return millisPerItem;
  }

  /** Returns how many items are seen for each that is compared; 1 where all are. */
  double seenPerItem() {
    return seenPerItem;
  }

  void write(DataOutput out) throws IOException {
    out.writeDouble(millisPerItem);
    out.writeDouble(seenPerItem);
    out.writeLong(windows);
  }

  void read(DataInput in) throws IOException {
    millisPerItem = in.readDouble();
    seenPerItem = in.readDouble();
    windows = in.readLong();
  }
}

package io.github.djlobservability.drift;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * How often items come, which turns an expected run time into items.
 *
 * <p>A window lasts from its first item to that of the next, so that what lies between two windows
 * counts, a night between two batches, say. Until there has been a window the gaps between the
 * first items tell, and before the second item one a second is assumed.
 */
final class Traffic {

  private static final double FIRST_GUESS = 1000;

  /** Share of the last window in the estimate, once there have been some. */
  private static final double RECENT = 0.1;

  private static final double LEAST = 1e-6;

  private double millisPerItem = FIRST_GUESS;
  private long windows;

  /** Takes in a window's items and the time from its first item to the next window's. */
  void window(long items, long millis) {
    windows++;
    double now = perItem(items, millis);
    double share = Math.max(RECENT, 1.0 / windows);
    millisPerItem = windows == 1 ? now : millisPerItem + share * (now - millisPerItem);
  }

  /** Takes in the gaps of a window that is not over; of use as long as it is the first. */
  void gaps(long gaps, long millis) {
    if (windows == 0 && gaps > 0) {
      millisPerItem = perItem(gaps, millis);
    }
  }

  private static double perItem(long items, long millis) {
    return Math.max(LEAST, (double) Math.max(0, millis) / items);
  }

  double millisPerItem() {
    return millisPerItem;
  }

  void write(DataOutput out) throws IOException {
    out.writeDouble(millisPerItem);
    out.writeLong(windows);
  }

  void read(DataInput in) throws IOException {
    millisPerItem = in.readDouble();
    windows = in.readLong();
  }
}

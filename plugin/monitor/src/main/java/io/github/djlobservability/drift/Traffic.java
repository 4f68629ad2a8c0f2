package io.github.djlobservability.drift;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** How often items come, which turns an expected run time into items. */
final class Traffic {

  /** Until something is known. */
  private static final double FIRST_GUESS = 1000;

  /** Share of the last window in the estimate. */
  private static final double RECENT = 0.1;

  private double millisPerItem = FIRST_GUESS;
  private boolean known;

  /** Takes in a window's items and how long they took. */
  void window(long items, long millis) {
    double now = Math.max(1e-6, (double) Math.max(0, millis) / items);
    millisPerItem = known ? millisPerItem + RECENT * (now - millisPerItem) : now;
    known = true;
  }

  double millisPerItem() {
    return millisPerItem;
  }

  void write(DataOutput out) throws IOException {
    out.writeDouble(millisPerItem);
    out.writeBoolean(known);
  }

  void read(DataInput in) throws IOException {
    millisPerItem = in.readDouble();
    known = in.readBoolean();
  }
}

package io.github.djlobservability.privacy.differential;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * Keeps account of the epsilon that is spent in a day of UTC. A clock that is set back gives
 * nothing back. Not thread-safe.
 */
final class DailyBudget {
  private static final double TOLERANCE = 1e-9;

  private final double daily;
  private long day = Long.MIN_VALUE;
  private double spent;

  /**
   * @param daily how much a day has
   */
  DailyBudget(double daily) {
    this.daily = daily;
  }

  /** Spends, if the day still has as much; returns whether it had. */
  boolean spend(double epsilon, long epochDay) {
    begin(epochDay);
    if (spent + epsilon > daily + TOLERANCE) {
      return false;
    }
    spent += epsilon;
    return true;
  }

  /** Spends all that the day has. */
  void spendAll(long epochDay) {
    begin(epochDay);
    spent = Math.max(spent, daily);
  }

  private void begin(long epochDay) {
    if (epochDay > day) {
      day = epochDay;
      spent = 0;
    }
  }

  /** Returns what is spent of a day's. */
  double spent(long epochDay) {
    return epochDay > day ? 0 : spent;
  }

  void write(DataOutput out) throws IOException {
    out.writeLong(day);
    out.writeDouble(spent);
  }

  void read(DataInput in) throws IOException {
    day = in.readLong();
    spent = in.readDouble();
  }
}

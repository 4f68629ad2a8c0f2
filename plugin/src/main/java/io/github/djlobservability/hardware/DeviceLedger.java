package io.github.djlobservability.hardware;

import java.util.Collection;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Apportions a device's time and energy among the models that ran on it. For one thread.
 *
 * <p>Between two readings, dt apart, let each model have been busy for b, with the sum B. The
 * device's computing time, its utilization times dt but no more than B, and the part min(1, B/dt)
 * of the energy that it used, go to the models in proportion to b. What is left is nobody's: idle,
 * or another process's.
 */
final class DeviceLedger {
  /** Longer intervals have a gap in them, of which the last reading says nothing. */
  private static final long MAX_NANOS = TimeUnit.SECONDS.toNanos(10);

  private @Nullable Entry last;

  /**
   * Settles the time since the reading before this.
   *
   * @param works all models that may have run on the device
   */
  void settle(GpuReading reading, long nowNanos, Collection<MeasuredWork> works) {
    Entry before = last;
    last = new Entry(nowNanos, reading.energyJoules());
    double[] busy = new double[works.size()];
    double allBusy = 0;
    int i = 0;
    for (MeasuredWork work : works) {
      busy[i] = work.busySecondsSinceLast(nowNanos);
      allBusy += busy[i++];
    }
    if (before == null || nowNanos - before.nanoTime > MAX_NANOS || allBusy <= 0) {
      return;
    }
    double seconds = (nowNanos - before.nanoTime) / 1e9;
    double time = Math.min(allBusy, orZero(reading.utilization()) * seconds);
    double joules = joules(before, reading, seconds) * Math.min(1, allBusy / seconds);
    i = 0;
    for (MeasuredWork work : works) {
      double share = busy[i++] / allBusy;
      work.charge(time * share, joules * share);
    }
  }

  /** A card without a meter for energy still has one for power. */
  private static double joules(Entry before, GpuReading reading, double seconds) {
    if (reading.energyJoules() == null || before.energyJoules == null) {
      return orZero(reading.powerWatts()) * seconds;
    }
    // The meter starts anew with the driver.
    return Math.max(0, reading.energyJoules() - before.energyJoules);
  }

  private static double orZero(@Nullable Double value) {
    return value == null ? 0 : value;
  }

  private record Entry(long nanoTime, @Nullable Double energyJoules) {}
}

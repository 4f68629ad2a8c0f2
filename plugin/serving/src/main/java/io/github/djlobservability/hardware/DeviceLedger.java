package io.github.djlobservability.hardware;

import io.github.djlobservability.load.DeviceReading;
import io.github.djlobservability.model.ModelId;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Apportions a device's time and energy among the models that ran on it. For one thread, but for
 * {@link #reading}.
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
  private volatile Told told = new Told(0, 0);

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
    if (before == null || nowNanos - before.nanoTime > MAX_NANOS) {
      return;
    }
    double seconds = (nowNanos - before.nanoTime) / 1e9;
    if (reading.utilization() != null) {
      told = told.plus(seconds, reading.utilization() * seconds);
    }
    if (allBusy <= 0) {
      return;
    }
    double time = Math.min(allBusy, orZero(reading.utilization()) * seconds);
    double joules = joules(before, reading, seconds) * Math.min(1, allBusy / seconds);
    i = 0;
    for (MeasuredWork work : works) {
      double share = busy[i++] / allBusy;
      work.charge(time * share, joules * share);
    }
  }

  /**
   * Returns what the device has done by now, for any thread.
   *
   * @param current whether its utilization can be read at the moment
   * @param works all models that may have run on the device
   */
  DeviceReading reading(boolean current, Collection<MeasuredWork> works) {
    Told now = told;
    Map<ModelId, Double> seconds = new HashMap<>();
    for (MeasuredWork work : works) {
      seconds.put(work.model(), work.deviceSeconds());
    }
    return new DeviceReading(current, now.seconds, now.computingSeconds, seconds);
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

  /** For how long the device told its utilization, and that added up. */
  private record Told(double seconds, double computingSeconds) {
    Told plus(double more, double computing) {
      return new Told(seconds + more, computingSeconds + computing);
    }
  }

  private record Entry(long nanoTime, @Nullable Double energyJoules) {}
}

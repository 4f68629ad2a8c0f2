package io.github.djlobservability.load;

import io.github.djlobservability.model.ModelId;
import io.github.djlobservability.model.PoolReading;
import io.github.djlobservability.model.WorkTotals;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Holds the events of a model in a stretch of time.
 *
 * @param seconds its length
 * @param work what its workers did
 * @param samples what was seen of them when they were looked at
 * @param pool its queue and workers at the end
 * @param translated whether the calls are measured; if not, only the samples tell how busy workers
 *     are
 * @param devices what the devices had done at its beginning and at its end
 */
record LoadWindow(
    double seconds,
    WorkTotals work,
    Samples samples,
    PoolReading pool,
    boolean translated,
    Devices devices) {

  /** Calls that are longer end too seldom for their sum to tell how busy a minute was. */
  private static final double LONG_CALL_SECONDS = 1;

  /** Requests that were computed. */
  long servedCount() {
    return translated ? work.requests() : work.over() - work.rejected();
  }

  /** Requests per second that were computed. */
  double served() {
    return servedCount() / seconds;
  }

  /** Requests per second that were asked for, refused ones included. */
  double offered() {
    return Math.max(work.arrived() / seconds, served() + work.rejected() / seconds);
  }

  /** Seconds that workers were busy, added up. */
  double busySeconds() {
    return isMeasured() ? work.busySeconds() : samples.busyWorkers() * seconds;
  }

  /** Share of the running workers' time in which they ran the model, from 0 to 1. */
  double utilization() {
    double running = samples.runningWorkers();
    return running > 0 ? Math.min(1, busySeconds() / (running * seconds)) : 0;
  }

  /**
   * Returns how much the model used of the devices that it runs on; null when that isn't known.
   *
   * @param measured the models whose calls are seen
   */
  @Nullable ResourceUse useOfDevices(ModelId model, Set<ModelId> measured) {
    return devices.to().since(devices.from(), model, pool, measured);
  }

  private boolean isMeasured() {
    return translated
        && (work.calls() == 0 || work.busySeconds() / work.calls() < LONG_CALL_SECONDS);
  }

  /** Holds the devices' counters at one moment and at a later one. */
  record Devices(DeviceMoment from, DeviceMoment to) {}

  /**
   * Sums over the moments at which workers and queue were looked at.
   *
   * @param count how many moments
   * @param busy busy workers, added up
   * @param running running workers, added up
   * @param queued requests that waited, added up
   */
  record Samples(long count, long busy, long running, long queued) {
    static final Samples NONE = new Samples(0, 0, 0, 0);

    Samples plus(PoolReading pool) {
      return new Samples(
          count + 1, busy + pool.busy(), running + pool.running(), queued + pool.queueSize());
    }

    Samples since(Samples earlier) {
      return new Samples(
          count - earlier.count,
          busy - earlier.busy,
          running - earlier.running,
          queued - earlier.queued);
    }

    double busyWorkers() {
      return mean(busy);
    }

    double runningWorkers() {
      return mean(running);
    }

    double queueSize() {
      return mean(queued);
    }

    private double mean(long sum) {
      return count == 0 ? 0 : (double) sum / count;
    }
  }
}

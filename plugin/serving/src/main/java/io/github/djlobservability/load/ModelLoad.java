package io.github.djlobservability.load;

import io.github.djlobservability.load.LoadWindow.Samples;
import io.github.djlobservability.model.PoolReading;
import io.github.djlobservability.model.ServedModel;
import io.github.djlobservability.model.WorkTotals;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One model's last minute. Owned by one thread, but for {@link #reading()}. Memory: about 5 kB. */
final class ModelLoad {
  private final int steps;
  private final Deque<Moment> moments = new ArrayDeque<>();
  private Samples samples = Samples.NONE;
  private @Nullable PoolReading pool;
  private @Nullable Headroom headroom;
  private List<ObjectiveReport> objectives = List.of();
  private volatile @Nullable Reading reading;

  /**
   * @param steps how many steps the window has
   * @param nanos when it begins
   * @param work what was done before
   * @param devices what the devices had done before
   */
  ModelLoad(int steps, long nanos, WorkTotals work, DeviceMoment devices) {
    this.steps = steps;
    moments.add(new Moment(nanos, work, Samples.NONE, devices));
  }

  /** The model's queue and workers were looked at. */
  void sample(PoolReading seen) {
    pool = seen;
    samples = samples.plus(seen);
  }

  /** The model's queue and workers are as they were. */
  void sampleAgain() {
    if (pool != null) {
      samples = samples.plus(pool);
    }
  }

  /**
   * Ends a step.
   *
   * @param devices what the devices have done by now
   * @return the window up to now; null while there is none
   */
  @Nullable LoadWindow step(ServedModel model, long nanos, DeviceMoment devices) {
    WorkTotals work = model.statistics().work().totals();
    Moment now = new Moment(nanos, work, samples, devices);
    Moment first = moments.peekFirst();
    moments.addLast(now);
    if (moments.size() > steps) {
      moments.removeFirst();
    }
    if (first == null || pool == null || nanos <= first.nanos()) {
      return null;
    }
    return new LoadWindow(
        (nanos - first.nanos()) / 1e9,
        work.since(first.work()),
        samples.since(first.samples()),
        pool,
        model.translated(),
        new LoadWindow.Devices(first.devices(), devices));
  }

  /** The model's objectives were looked at. */
  void objectives(List<ObjectiveReport> reports) {
    objectives = reports;
  }

  /**
   * Publishes what is known.
   *
   * @param used how much is used of what the models share
   */
  void publish(LoadWindow window, Map<String, ResourceUse> used) {
    Headroom estimated = window.pool().ready() ? Headroom.of(window, used) : null;
    if (!window.pool().ready()) {
      // What was learnt when it could work says nothing of a model that can't.
      headroom = null;
    } else if (estimated != null) {
      headroom = estimated;
    } else if (headroom != null) {
      // What was learnt when there was traffic holds when there is little.
      headroom = headroom.at(window.offered());
    }
    reading = new Reading(window, headroom, objectives);
  }

  /** Returns what was last published, for any thread; null while nothing was. */
  @Nullable Reading reading() {
    return reading;
  }

  /** A window, the headroom that it or an earlier one shows, and how the objectives are kept. */
  record Reading(
      LoadWindow window, @Nullable Headroom headroom, List<ObjectiveReport> objectives) {}

  private record Moment(long nanos, WorkTotals work, Samples samples, DeviceMoment devices) {}
}

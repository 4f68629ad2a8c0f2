package io.github.djlobservability.model;

import io.opentelemetry.context.Context;
import org.jspecify.annotations.Nullable;

/**
 * Told what one model computes on one device. Each method is called on the worker's own thread and
 * returns at once. Thread-safe.
 */
public interface ModelWork {
  /** Takes note of nothing. */
  ModelWork NONE =
      new ModelWork() {
        @Override
        public @Nullable ThreadCounters begin() {
          return null;
        }

        @Override
        public void deviceBegan(long nanoTime) {}

        @Override
        public void deviceEnded(long nanoTime) {}

        @Override
        public void computed(ThreadCounters atBegin, long items, Context context) {}
      };

  /**
   * A call begins on this thread.
   *
   * @return what {@link #computed} is to be given; null when this call is not measured
   */
  @Nullable ThreadCounters begin();

  /**
   * The call begins to use the device.
   *
   * @param nanoTime the moment, as {@link System#nanoTime()}
   */
  void deviceBegan(long nanoTime);

  /** The call no longer uses the device. Does nothing when it did not. */
  void deviceEnded(long nanoTime);

  /**
   * A measured call has succeeded on this thread.
   *
   * @param items rows computed, at least one
   * @param context of the call, for exemplars
   */
  void computed(ThreadCounters atBegin, long items, Context context);
}

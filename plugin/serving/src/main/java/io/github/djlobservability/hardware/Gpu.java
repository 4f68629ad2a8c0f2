package io.github.djlobservability.hardware;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A card and what is known of it. Thread-safe: one thread writes, all read.
 *
 * <p>A reading that has grown old, since the card is lost or its driver hangs, is none.
 */
final class Gpu {
  static final long FRESH_NANOS = TimeUnit.SECONDS.toNanos(10);
  static final long RETRY_NANOS = TimeUnit.MINUTES.toNanos(1);

  private final String device;
  private final GpuIdentity identity;
  private final Map<Long, Long> errorsByXid = new ConcurrentHashMap<>();
  private volatile @Nullable Latest latest;
  private long retryNanos;
  private boolean lost;

  /**
   * @param device as DJL names it
   */
  Gpu(String device, GpuIdentity identity) {
    this.device = device;
    this.identity = identity;
  }

  String device() {
    return device;
  }

  GpuIdentity identity() {
    return identity;
  }

  /** Returns what was last read; null when that is too long ago. */
  @Nullable GpuReading reading(long nowNanos) {
    Latest last = latest;
    return last == null || nowNanos - last.nanoTime > FRESH_NANOS ? null : last.reading;
  }

  void read(GpuReading reading, long nowNanos) {
    latest = new Latest(reading, nowNanos);
    lost = false;
  }

  /** The card can't be read; it is left in peace for a while. */
  void lose(long nowNanos) {
    latest = null;
    lost = true;
    retryNanos = nowNanos + RETRY_NANOS;
  }

  boolean isDue(long nowNanos) {
    return !lost || nowNanos - retryNanos >= 0;
  }

  /**
   * The driver has reported an error.
   *
   * @return whether it is the first of its kind
   */
  boolean failed(long xid) {
    return errorsByXid.merge(xid, 1L, Long::sum) == 1;
  }

  /** Returns how often the driver reported an error, by its code. */
  Map<Long, Long> errorsByXid() {
    return Map.copyOf(errorsByXid);
  }

  private record Latest(GpuReading reading, long nanoTime) {}
}

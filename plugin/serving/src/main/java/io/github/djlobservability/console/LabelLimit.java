package io.github.djlobservability.console;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Bounds the labels that one sender sends to one model within a minute. A body is taken whole, so
 * the last one may go past the bound. Remembers {@value #MAX_SENDERS} senders. Thread-safe.
 */
final class LabelLimit {
  static final int MAX_SENDERS = 1_000;
  private static final long MINUTE_NANOS = TimeUnit.MINUTES.toNanos(1);

  private final LongSupplier nanoTime;
  private final Map<String, Sent> bySender =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Sent> eldest) {
          return size() > MAX_SENDERS;
        }
      };

  private record Sent(long since, long labels) {}

  LabelLimit(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
  }

  /**
   * Returns whether a sender may send more.
   *
   * @param perMinute 0 for any number
   */
  synchronized boolean allows(String sender, long perMinute) {
    Sent sent = bySender.get(sender);
    return perMinute == 0 || sent == null || isOver(sent) || sent.labels() < perMinute;
  }

  /** Counts what a sender has sent. */
  synchronized void sent(String sender, long labels) {
    Sent before = bySender.get(sender);
    bySender.put(
        sender,
        before == null || isOver(before)
            ? new Sent(nanoTime.getAsLong(), labels)
            : new Sent(before.since(), before.labels() + labels));
  }

  private boolean isOver(Sent sent) {
    return nanoTime.getAsLong() - sent.since() >= MINUTE_NANOS;
  }
}

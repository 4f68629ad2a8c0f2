package io.github.djlobservability.console;

import io.github.djlobservability.worker.BoundedMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Bounds the labels that one sender sends to one model within a minute. A body is taken whole, so
 * the last one may go past the bound. Bodies that wait at one time are no larger together than one
 * may be, so that many at once go no further past it. Remembers {@value #MAX_SENDERS} senders.
 * Thread-safe.
 */
final class LabelLimit {
  static final int MAX_SENDERS = 1_000;
  private static final long MINUTE_NANOS = TimeUnit.MINUTES.toNanos(1);

  private final LongSupplier nanoTime;
  private final Map<String, Sent> bySender = BoundedMap.forgetsFirst(MAX_SENDERS);

  /**
   * Counts what came from a sender.
   *
   * @param waiting bytes of the bodies that wait
   */
  private record Sent(long since, long labels, long waiting) {
    Sent waiting(long bytes) {
      return new Sent(since, labels, waiting + bytes);
    }
  }

  LabelLimit(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
  }

  /**
   * Takes a body if its sender may send it; {@link #sent} is to follow.
   *
   * @param perMinute 0 for any number
   */
  synchronized boolean takes(String sender, int bytes, long perMinute) {
    Sent sent = current(sender);
    boolean allowed =
        perMinute == 0
            || (sent.labels() < perMinute && sent.waiting() + bytes <= PageRequest.MAX_BODY_BYTES);
    if (allowed) {
      bySender.put(sender, sent.waiting(bytes));
    }
    return allowed;
  }

  /** Counts what a sender has sent with a body that was taken. */
  synchronized void sent(String sender, int bytes, long labels) {
    Sent sent = current(sender);
    long waiting = Math.max(0, sent.waiting() - bytes);
    bySender.put(sender, new Sent(sent.since(), sent.labels() + labels, waiting));
  }

  /** Returns what came within this minute. */
  private Sent current(String sender) {
    Sent sent = bySender.get(sender);
    return sent == null || isOver(sent)
        ? new Sent(nanoTime.getAsLong(), 0, sent == null ? 0 : sent.waiting())
        : sent;
  }

  private boolean isOver(Sent sent) {
    return nanoTime.getAsLong() - sent.since() >= MINUTE_NANOS;
  }
}

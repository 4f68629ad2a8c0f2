package io.github.djlobservability.access;

import java.net.InetAddress;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Makes guessing slow: each wrong token of an address in a row doubles the time its refusal takes,
 * from {@value #FIRST_DELAY_MILLIS} ms to {@value #MAX_DELAY_MILLIS} ms. Forgets an address after a
 * quarter of an hour, or when {@value #MAX_ADDRESSES} others failed since. Thread-safe.
 */
final class FailedTries {
  static final long FIRST_DELAY_MILLIS = 250;
  static final long MAX_DELAY_MILLIS = 8_000;
  static final int MAX_ADDRESSES = 4_096;

  /** From here on, a token is not even looked at until the address has been quiet for a while. */
  static final int TOO_MANY = 20;

  private static final long FORGET_NANOS = TimeUnit.MINUTES.toNanos(15);

  private final LongSupplier nanoTime;
  private final Map<String, Tries> byAddress =
      new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Tries> eldest) {
          return size() > MAX_ADDRESSES;
        }
      };
  private long count;

  private record Tries(int inARow, long lastAt) {}

  FailedTries(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
  }

  /** Counts a wrong token and returns how long its refusal is to take, in milliseconds. */
  synchronized long failed(@Nullable InetAddress address) {
    count++;
    int inARow = inARow(address) + 1;
    byAddress.put(Sender.of(address), new Tries(inARow, nanoTime.getAsLong()));
    return Math.min(FIRST_DELAY_MILLIS << Math.min(inARow - 1, 10), MAX_DELAY_MILLIS);
  }

  /** Returns whether an address has failed so often that its tokens are no longer looked at. */
  synchronized boolean tooMany(@Nullable InetAddress address) {
    return inARow(address) >= TOO_MANY;
  }

  /** Forgets the failures of an address that now had a valid token. */
  synchronized void succeeded(@Nullable InetAddress address) {
    byAddress.remove(Sender.of(address));
  }

  /** Returns how many tries have failed since the start. */
  synchronized long count() {
    return count;
  }

  private int inARow(@Nullable InetAddress address) {
    Tries tries = byAddress.get(Sender.of(address));
    return tries == null || nanoTime.getAsLong() - tries.lastAt() > FORGET_NANOS
        ? 0
        : tries.inARow();
  }
}

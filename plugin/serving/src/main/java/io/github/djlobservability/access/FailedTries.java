package io.github.djlobservability.access;

import io.github.djlobservability.state.Sha256;
import io.github.djlobservability.worker.BoundedMap;
import java.net.InetAddress;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Makes guessing slow: each wrong token of an address in a row doubles the time its refusal takes,
 * from {@value #FIRST_DELAY_MILLIS} ms to {@value #MAX_DELAY_MILLIS} ms. Forgets an address after a
 * quarter of an hour without one, or when {@value #MAX_ADDRESSES} others failed since.
 *
 * <p>A right token in between changes nothing: who guesses may have one of less right, or sit
 * behind the same address as someone who has. But a token that was right from this address before
 * is looked at whatever others send, so that nobody is locked out by a neighbour. Thread-safe.
 */
final class FailedTries {
  static final long FIRST_DELAY_MILLIS = 250;
  static final long MAX_DELAY_MILLIS = 8_000;
  static final int MAX_ADDRESSES = 4_096;

  /** From here on, a token is not even looked at until the address has been quiet for a while. */
  static final int TOO_MANY = 20;

  /** Says for how long an address has to be quiet. */
  static final long FORGET_SECONDS = TimeUnit.MINUTES.toSeconds(15);

  private static final long FORGET_NANOS = TimeUnit.SECONDS.toNanos(FORGET_SECONDS);

  private final LongSupplier nanoTime;
  private final Map<String, Tries> byAddress = BoundedMap.forgetsLeastUsed(MAX_ADDRESSES);

  /** Addresses with the digest of a token that was right, the last used last. */
  private final Map<String, Boolean> right = BoundedMap.forgetsLeastUsed(MAX_ADDRESSES);

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

  /** Returns whether an address has failed so often that a token is no longer looked at. */
  synchronized boolean tooMany(@Nullable InetAddress address, @Nullable String token) {
    return inARow(address) >= TOO_MANY && (token == null || right.get(key(address, token)) == null);
  }

  /** Remembers a token that was right. */
  synchronized void succeeded(@Nullable InetAddress address, String token) {
    right.put(key(address, token), true);
  }

  private static String key(@Nullable InetAddress address, String token) {
    return Sender.of(address) + ' ' + Sha256.hex(token);
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

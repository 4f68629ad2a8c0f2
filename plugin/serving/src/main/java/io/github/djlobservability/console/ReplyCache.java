package io.github.djlobservability.console;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Keeps rendered pages for a second, so that many readers cost as much as one. Holds at most
 * {@value #MAX_BYTES} bytes. Not thread-safe: the console's thread owns it, but any thread may
 * {@link #outdate} it.
 */
final class ReplyCache {
  static final int MAX_BYTES = 4 << 20;
  private static final long KEPT_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final LongSupplier nanoTime;
  private final Map<String, Kept> kept = new LinkedHashMap<>();
  private final AtomicBoolean outdated = new AtomicBoolean();
  private int bytes;

  private record Kept(Reply reply, long at) {}

  ReplyCache(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
  }

  /** Has all that is kept forgotten: something was done that pages show, or was erased. */
  void outdate() {
    outdated.set(true);
  }

  private void forget() {
    if (outdated.getAndSet(false)) {
      kept.clear();
      bytes = 0;
    }
  }

  @Nullable Reply get(String key) {
    forget();
    Kept found = kept.get(key);
    return found != null && nanoTime.getAsLong() - found.at() < KEPT_NANOS ? found.reply() : null;
  }

  void put(String key, Reply reply) {
    forget();
    remove(key);
    int size = size(key, reply);
    while (!kept.isEmpty() && bytes + size > MAX_BYTES) {
      remove(kept.keySet().iterator().next());
    }
    if (size <= MAX_BYTES) {
      kept.put(key, new Kept(reply, nanoTime.getAsLong()));
      bytes += size;
    }
  }

  private void remove(String key) {
    Kept old = kept.remove(key);
    bytes -= old == null ? 0 : size(key, old.reply());
  }

  /** A key counts, too: it is an address, as long as its sender likes. */
  private static int size(String key, Reply reply) {
    return 2 * key.length() + reply.content().length;
  }
}

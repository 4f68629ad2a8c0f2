package io.github.djlobservability.http;

import io.netty.channel.ChannelHandlerContext;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Knows the channels that are open, so that none is forgotten when the server stops. Thread-safe.
 */
final class OpenChannels {
  private final Set<HttpDoorHandler> handlers = ConcurrentHashMap.newKeySet();

  void add(HttpDoorHandler handler) {
    handlers.add(handler);
  }

  void remove(HttpDoorHandler handler) {
    handlers.remove(handler);
  }

  /**
   * Ends the exchanges that are under way, each on the event loop of its channel, because the
   * server stops. Waits no longer than it is told.
   */
  void shutDown(Duration limit) {
    Set<HttpDoorHandler> open = Set.copyOf(handlers);
    CountDownLatch left = new CountDownLatch(open.size());
    open.forEach(handler -> shutDown(handler, left));
    try {
      boolean unused = left.await(limit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void shutDown(HttpDoorHandler handler, CountDownLatch left) {
    @Nullable ChannelHandlerContext ctx = handler.context();
    try {
      if (ctx == null) {
        left.countDown();
      } else {
        ctx.executor()
            .execute(
                () -> {
                  handler.shutDown();
                  left.countDown();
                });
      }
    } catch (RejectedExecutionException e) {
      // Its event loop is gone, and with it the channel.
      left.countDown();
    }
  }
}

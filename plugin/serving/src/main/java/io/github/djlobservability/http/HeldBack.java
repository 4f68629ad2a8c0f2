package io.github.djlobservability.http;

import io.netty.channel.ChannelHandlerContext;
import io.netty.util.ReferenceCountUtil;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the replies of our pages in the order of the requests of their channel: a page is made on
 * another thread, and a client that pipelines has only the order to tell responses apart (RFC 9112,
 * 9.3.2). A page waits for the responses that the channel owes before, and what comes behind it
 * waits for the page. Runs on the channel's event loop only.
 *
 * <p>Meanwhile the channel is not read, so what waits is what one read has brought.
 */
final class HeldBack {
  private final Deque<Object> messages = new ArrayDeque<>(2);
  private final Consumer<Object> takes;

  /** The page that is awaited; null where none is. */
  private @Nullable PendingResponse page;

  /** Makes the page once it is its turn; null once that has begun. */
  private @Nullable Runnable start;

  /**
   * @param takes what waited, once it is its turn
   */
  HeldBack(Consumer<Object> takes) {
    this.takes = takes;
  }

  /**
   * Has a page made in its turn.
   *
   * @param pending the responses that the channel owes, the page's last
   */
  void begin(ChannelHandlerContext ctx, Deque<PendingResponse> pending, Runnable make) {
    page = pending.peekLast();
    start = make;
    ctx.channel().config().setAutoRead(false);
    startIfFirst(pending);
  }

  private void startIfFirst(Deque<PendingResponse> pending) {
    Runnable make = start;
    if (make != null && pending.peekFirst() == page) {
      start = null;
      make.run();
    }
  }

  /** Keeps a message that has to wait; returns false where none has to. */
  boolean keeps(Object message) {
    return (page != null || !messages.isEmpty()) && messages.add(message);
  }

  /** A response is complete, and no longer among those that the channel owes. */
  void completed(
      ChannelHandlerContext ctx, PendingResponse response, Deque<PendingResponse> pending) {
    if (page == null) {
      return;
    }
    if (response != page) {
      startIfFirst(pending);
      return;
    }
    page = null;
    if (messages.isEmpty()) {
      ctx.channel().config().setAutoRead(true);
    } else {
      // Not before the response is written.
      ctx.executor().execute(() -> release(ctx));
    }
  }

  /** Lets messages go on, up to the next page. */
  private void release(ChannelHandlerContext ctx) {
    while (page == null && !messages.isEmpty()) {
      takes.accept(messages.remove());
    }
    ctx.channel().config().setAutoRead(page == null);
  }

  /** The channel is closed. */
  void drop() {
    Runnable make = start;
    start = null;
    page = null;
    messages.forEach(ReferenceCountUtil::release);
    messages.clear();
    if (make != null) {
      // What it holds is let go once it is made.
      make.run();
    }
  }
}

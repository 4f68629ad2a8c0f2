package io.github.djlobservability.http;

import io.github.djlobservability.telemetry.Failures;
import io.github.djlobservability.telemetry.definition.HttpKeys;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.util.ReferenceCountUtil;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * Watches the requests and responses of one channel; every message goes on as it came. Runs on the
 * channel's event loop only.
 */
@SuppressWarnings("FutureReturnValueIgnored") // a write tells its outcome to its promise
final class HttpDoorHandler extends ChannelDuplexHandler {
  private final ExchangeFactory exchanges;
  private final Failures failures;
  private final OpenChannels channels;
  private final boolean marks;
  private final Deque<PendingResponse> pending = new ArrayDeque<>(2);
  private final HeldBack heldBack = new HeldBack(this::take);
  private volatile @Nullable ChannelHandlerContext context;
  private boolean closedByServer;
  private boolean resetByClient;

  /**
   * @param channels knows of this one while it is open
   * @param marks whether each request is marked, so that the plugin knows it when it is offered
   */
  HttpDoorHandler(
      ExchangeFactory exchanges, Failures failures, OpenChannels channels, boolean marks) {
    this.exchanges = exchanges;
    this.failures = failures;
    this.channels = channels;
    this.marks = marks;
  }

  @Override
  public void handlerAdded(ChannelHandlerContext ctx) {
    context = ctx;
    channels.add(this);
    if (exchanges.followsAgent()) {
      ctx.pipeline().addFirst(new FirstToHear(this));
    }
  }

  /** Returns the handler's place in its channel; null before it has one. For any thread. */
  @Nullable ChannelHandlerContext context() {
    return context;
  }

  /** The server stops. */
  void shutDown() {
    endAll(HttpKeys.SERVER_SHUTDOWN);
  }

  /** Has a page of ours made, for the request that goes through the channel right now. */
  void inTurn(ChannelHandlerContext ctx, Runnable make) {
    if (pending.isEmpty()) {
      make.run();
    } else {
      heldBack.begin(ctx, pending, make);
    }
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object msg) {
    if (!heldBack.keeps(msg)) {
      take(ctx, msg);
    }
  }

  private void take(Object msg) {
    ChannelHandlerContext ctx = context;
    if (ctx == null) {
      ReferenceCountUtil.release(msg);
    } else {
      take(ctx, msg);
    }
  }

  private void take(ChannelHandlerContext ctx, Object msg) {
    if (msg instanceof FullHttpRequest request && !(msg instanceof ObservedRequest)) {
      pending.add(new PendingResponse(begin(ctx, request)));
      ctx.fireChannelRead(marks ? new ObservedRequest(request) : request);
    } else {
      ctx.fireChannelRead(msg);
    }
  }

  private @Nullable Exchange begin(ChannelHandlerContext ctx, FullHttpRequest request) {
    try {
      return exchanges.begin(ctx.channel(), request);
    } catch (RuntimeException | Error e) {
      failures.caught("http", e);
      return null;
    }
  }

  @Override
  public void write(ChannelHandlerContext ctx, Object msg, ChannelPromise promise) {
    PendingResponse response = PendingResponse.ofMessage(msg, pending);
    if (response == null) {
      ctx.write(msg, promise);
      return;
    }
    boolean complete = response.completedBy(msg);
    if (complete) {
      pending.remove(response);
    }
    Exchange exchange = response.exchange();
    ctx.write(msg, exchange == null ? promise : observe(exchange, msg, complete, promise));
    if (complete) {
      heldBack.completed(ctx, response, pending);
    }
  }

  /** Returns the promise to write with. */
  private ChannelPromise observe(
      Exchange exchange, Object msg, boolean complete, ChannelPromise promise) {
    try {
      exchange.written(msg);
    } catch (RuntimeException | Error e) {
      failures.caught("http", e);
    }
    if (!complete) {
      return promise;
    }
    ChannelPromise own = promise.unvoid();
    own.addListener(exchange);
    return own;
  }

  @Override
  public void close(ChannelHandlerContext ctx, ChannelPromise promise) {
    noteClosed(ctx);
    ctx.close(promise);
  }

  @Override
  public void disconnect(ChannelHandlerContext ctx, ChannelPromise promise) {
    noteClosed(ctx);
    ctx.disconnect(promise);
  }

  /** A listener of a write that failed closes, too, but then the client went first. */
  private void noteClosed(ChannelHandlerContext ctx) {
    closedByServer |= ctx.channel().isOpen();
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    // The server closes the channel of a client that reset its connection, but the client went
    // first.
    resetByClient |= cause instanceof IOException;
    ctx.fireExceptionCaught(cause);
  }

  @Override
  public void channelInactive(ChannelHandlerContext ctx) {
    closed();
    ctx.fireChannelInactive();
  }

  @Override
  public void handlerRemoved(ChannelHandlerContext ctx) {
    closed();
  }

  /** The channel is closed: ends what is still under way. */
  void closed() {
    channels.remove(this);
    heldBack.drop();
    endAll(whoClosed());
  }

  private String whoClosed() {
    return closedByServer && !resetByClient
        ? HttpKeys.CONNECTION_CLOSED
        : HttpKeys.CLIENT_DISCONNECTED;
  }

  private void endAll(String reason) {
    for (PendingResponse response = pending.poll(); response != null; response = pending.poll()) {
      Exchange exchange = response.exchange();
      if (exchange != null) {
        exchange.end(reason);
      }
    }
  }
}

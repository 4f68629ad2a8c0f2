package io.github.djlobservability.console;

import io.github.djlobservability.telemetry.Failures;
import io.github.djlobservability.worker.HandOff;
import io.github.djlobservability.worker.MemoryShare;
import io.github.djlobservability.worker.Worker;
import io.github.djlobservability.worker.Workers;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelException;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOption;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.util.concurrent.ScheduledFuture;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Serves the plugin's own pages. Pages are made on a thread of their own, never on the event loop;
 * at most {@value #MAX_WAITING} requests wait for it, more are refused with 503. Thread-safe.
 */
public final class Console {
  static final String ROOT = "/observability";

  private static final String SERVER_METRICS = "/server/metrics";

  /** Names it where its failures are counted. */
  public static final String PART = "console";

  private static final int MAX_WAITING = 64;
  private static final int MAX_HELD_BACK = 256;
  private static final long TASK_BYTES = 500;
  private static final long MAX_BODIES_BYTES = 32L << 20;

  private final Pages pages;
  private final boolean appendsToServer;
  private final Callers callers;
  private final Failures failures;
  private final MemoryShare bodies;
  private final AtomicInteger heldBack = new AtomicInteger();
  private final HandOff<Runnable> waiting;
  private final Worker worker;

  /**
   * Makes a console of its pages, and starts its thread.
   *
   * @param appendsToServer whether the metrics also stand below the server's own
   * @param workers make it, and bound what waiting requests hold
   */
  public Console(
      Pages pages, Callers callers, boolean appendsToServer, Workers workers, Failures failures) {
    this.appendsToServer = appendsToServer;
    this.bodies = workers.memory().share("pages", MAX_BODIES_BYTES);
    this.waiting = workers.handOff(PART, MAX_WAITING, Long.MAX_VALUE, task -> TASK_BYTES);
    this.worker = workers.worker(PART, PART);
    this.pages = pages;
    this.callers = callers;
    this.failures = failures;
    worker.takes(waiting, Runnable::run);
    worker.start();
  }

  /** Returns whether a request is for us. */
  public boolean takes(FullHttpRequest request) {
    return accepts(request) || isForServerMetrics(request);
  }

  /** Returns whether a request is for the plugin's pages. */
  static boolean accepts(FullHttpRequest request) {
    return isBelow(ROOT, "/?", request.uri());
  }

  private boolean isForServerMetrics(FullHttpRequest request) {
    return appendsToServer
        && request.method().equals(HttpMethod.GET)
        && isBelow(SERVER_METRICS, "?", request.uri());
  }

  private static boolean isBelow(String path, String next, String uri) {
    return uri.startsWith(path)
        && (uri.length() == path.length() || next.indexOf(uri.charAt(path.length())) >= 0);
  }

  /** Replies to a request, later and from another thread. To be called on the event loop. */
  public void reply(ChannelHandlerContext ctx, FullHttpRequest request) {
    if (isForServerMetrics(request)) {
      replyWithServerMetrics(ctx, request);
    } else {
      replyWithPage(ctx, request);
    }
  }

  /** Replies with one of the plugin's pages. */
  void replyWithPage(ChannelHandlerContext ctx, FullHttpRequest request) {
    boolean keepAlive = HttpUtil.isKeepAlive(request);
    boolean headOnly = request.method().equals(HttpMethod.HEAD);
    made(ctx, request)
        .exceptionally(this::failed)
        .thenAccept(reply -> hold(ctx, reply, () -> write(ctx, reply, keepAlive, headOnly)))
        .exceptionally(
            failure -> {
              failures.caught(PART, failure);
              return null;
            });
  }

  /** Replies to a request for what no page has. */
  static void refuse(ChannelHandlerContext ctx, FullHttpRequest request) {
    Reply reply =
        Reply.error(
            HttpResponseStatus.NOT_FOUND, "No such page; there are: /observability, /metrics");
    write(ctx, reply, HttpUtil.isKeepAlive(request), request.method().equals(HttpMethod.HEAD));
  }

  /** Whatever goes wrong with ours, the server replies as if we weren't there. */
  private void replyWithServerMetrics(ChannelHandlerContext ctx, FullHttpRequest request) {
    boolean keepAlive = HttpUtil.isKeepAlive(request);
    FullHttpRequest kept = request.retain();
    PageRequest copied;
    try {
      copied = PageRequest.of(kept, callers.of(ctx.channel(), kept));
    } catch (IllegalArgumentException e) {
      ctx.fireChannelRead(kept);
      return;
    }
    boolean taken =
        hand(
            () -> {
              Reply reply = serverMetrics(copied);
              if (reply == null) {
                passOn(ctx, kept);
              } else {
                kept.release();
                write(ctx, reply, keepAlive, false);
              }
            });
    if (!taken) {
      ctx.fireChannelRead(kept);
    }
  }

  /** Hands a task to the thread; returns false when too many wait. */
  private boolean hand(Runnable task) {
    boolean taken = waiting.offer(task);
    // Who asks for a page waits for it: the thread is not to sleep until it looks by itself.
    worker.wake();
    return taken;
  }

  private @Nullable Reply serverMetrics(PageRequest request) {
    try {
      return pages.serverMetrics(request);
    } catch (IOException | ReflectiveOperationException | RuntimeException | Error e) {
      failures.caught(PART, e);
      return null;
    }
  }

  private static void passOn(ChannelHandlerContext ctx, FullHttpRequest request) {
    ctx.executor().execute(() -> ctx.fireChannelRead(request));
  }

  private CompletableFuture<Reply> made(ChannelHandlerContext ctx, FullHttpRequest request) {
    long bytes = PageRequest.copiedBytes(request);
    if (!bodies.claim(bytes)) {
      return CompletableFuture.completedFuture(tooMuch());
    }
    return made(ctx, request, () -> bodies.release(bytes));
  }

  private CompletableFuture<Reply> made(
      ChannelHandlerContext ctx, FullHttpRequest request, Runnable release) {
    PageRequest copied;
    try {
      copied = PageRequest.of(request, callers.of(ctx.channel(), request));
    } catch (IllegalArgumentException e) {
      release.run();
      return CompletableFuture.completedFuture(
          Reply.error(HttpResponseStatus.BAD_REQUEST, "The address can't be decoded: " + e));
    }
    CompletableFuture<Reply> made = new CompletableFuture<>();
    if (!hand(() -> make(copied, made))) {
      made.complete(tooMuch());
    }
    return made.whenComplete((reply, failure) -> release.run());
  }

  /** Returns the share of the memory that bodies of requests for pages have. */
  MemoryShare bodies() {
    return bodies;
  }

  static Reply tooMuch() {
    return Reply.error(
        HttpResponseStatus.SERVICE_UNAVAILABLE,
        "Too many requests for pages wait already; try again later");
  }

  /** Whatever fails, an error of the JVM too, is told to the caller and leaves the thread alive. */
  private void make(PageRequest request, CompletableFuture<Reply> made) {
    try {
      CompletableFuture<Reply> unused =
          pages
              .reply(request)
              .whenComplete(
                  (reply, failure) -> {
                    if (failure == null) {
                      made.complete(reply);
                    } else {
                      made.completeExceptionally(failure);
                    }
                  });
    } catch (Throwable e) {
      made.completeExceptionally(e);
    }
  }

  private Reply failed(Throwable failure) {
    failures.caught(PART, failure);
    return Reply.error(
        HttpResponseStatus.INTERNAL_SERVER_ERROR,
        "The page could not be made; the server's log says why");
  }

  /**
   * Holds back the refusal of a wrong token; past a number of them at once, connections close at
   * once.
   */
  private void hold(ChannelHandlerContext ctx, Reply reply, Runnable write) {
    if (reply.delayMillis() == 0) {
      write.run();
    } else if (heldBack.incrementAndGet() > MAX_HELD_BACK) {
      heldBack.decrementAndGet();
      ctx.close().addListener(ChannelFutureListener.CLOSE_ON_FAILURE);
    } else {
      ScheduledFuture<?> unused =
          ctx.executor()
              .schedule(
                  () -> {
                    heldBack.decrementAndGet();
                    write.run();
                  },
                  reply.delayMillis(),
                  TimeUnit.MILLISECONDS);
    }
  }

  static void write(ChannelHandlerContext ctx, Reply reply, boolean keepAlive, boolean headOnly) {
    FullHttpResponse response = response(reply);
    HttpUtil.setKeepAlive(response, keepAlive);
    HttpUtil.setContentLength(response, response.content().readableBytes());
    if (headOnly) {
      response.content().clear();
    }
    if (keepAlive) {
      ctx.writeAndFlush(response).addListener(ChannelFutureListener.CLOSE_ON_FAILURE);
    } else {
      sendAllBeforeClose(ctx.channel());
      ctx.writeAndFlush(response).addListener(ChannelFutureListener.CLOSE);
    }
  }

  /**
   * The server has connections reset when they are closed, with whatever the network still holds.
   */
  private static void sendAllBeforeClose(Channel channel) {
    try {
      channel.config().setOption(ChannelOption.SO_LINGER, -1);
    } catch (ChannelException e) {
      // The other end is gone, and so is the reply.
    }
  }

  private static FullHttpResponse response(Reply reply) {
    ByteBuf content = Unpooled.wrappedBuffer(reply.content());
    FullHttpResponse response =
        new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, reply.status(), content);
    response.headers().set(HttpHeaderNames.CONTENT_TYPE, reply.type());
    SecurityHeaders.addTo(response.headers());
    reply.headers().forEach(response.headers()::set);
    return response;
  }
}

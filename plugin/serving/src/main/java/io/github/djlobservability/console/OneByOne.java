package io.github.djlobservability.console;

import io.github.djlobservability.worker.MemoryShare;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.flow.FlowControlHandler;
import io.netty.util.ReferenceCountUtil;

/**
 * Has the requests of one connection replied to one after another, in their order, and bounds what
 * their bodies hold until then. Runs on the channel's event loop only.
 *
 * <p>A page is made on another thread, and a refusal may be held back: without this the reply to a
 * request that was sent behind it would overtake it (RFC 9112, 9.3.2).
 */
final class OneByOne {
  private final MemoryShare memory;
  private final int maxBodyBytes;
  private long held;
  private boolean refused;

  /**
   * @param memory what bodies may hold, of all connections together
   */
  OneByOne(MemoryShare memory, int maxBodyBytes) {
    this.memory = memory;
    this.maxBodyBytes = maxBodyBytes;
  }

  /** Adds it to a pipeline, behind what decodes and before what handles requests. */
  void addTo(ChannelPipeline pipeline) {
    pipeline.channel().config().setAutoRead(false);
    pipeline.addLast(
        new Bodies(),
        new HttpObjectAggregator(maxBodyBytes),
        new FlowControlHandler(),
        new Turns());
  }

  private void release(long bytes) {
    held -= bytes;
    memory.release(bytes);
  }

  /** Counts bodies as they come. */
  private final class Bodies extends ChannelDuplexHandler {
    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
      long bytes = message instanceof HttpContent part ? part.content().readableBytes() : 0;
      if (refused) {
        ReferenceCountUtil.release(message);
      } else if (bytes > 0 && !memory.claim(bytes)) {
        refused = true;
        ReferenceCountUtil.release(message);
        Console.write(ctx, Console.tooMuch(), false, false);
      } else {
        held += bytes;
        ctx.fireChannelRead(message);
      }
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
      release(held);
      ctx.fireChannelInactive();
    }
  }

  /** Reads the next request when the one before has its reply. */
  private final class Turns extends ChannelDuplexHandler {
    @Override
    public void channelActive(ChannelHandlerContext ctx) {
      ctx.fireChannelActive();
      ctx.read();
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
      long bytes =
          message instanceof FullHttpRequest request ? request.content().readableBytes() : 0;
      ctx.fireChannelRead(message);
      // Whoever goes on with it has a copy, which is counted by itself.
      release(Math.min(bytes, held));
    }

    @Override
    public void write(ChannelHandlerContext ctx, Object message, ChannelPromise promise) {
      if (message instanceof FullHttpResponse) {
        promise = promise.unvoid();
        promise.addListener(written -> ctx.read());
      }
      ctx.write(message, promise).addListener(ChannelFutureListener.CLOSE_ON_FAILURE);
    }
  }
}

package io.github.djlobservability.http;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;

/**
 * Tells our handler that the channel is closed before any other handler hears of it. An agent ends
 * the spans of a client that left as soon as it hears, and what is written on them later is lost.
 */
final class FirstToHear extends ChannelInboundHandlerAdapter {
  private final HttpDoorHandler door;

  FirstToHear(HttpDoorHandler door) {
    this.door = door;
  }

  @Override
  public void channelInactive(ChannelHandlerContext ctx) {
    door.closed();
    ctx.fireChannelInactive();
  }
}

package io.github.djlobservability.http;

import io.github.djlobservability.content.ContentReader;
import io.github.djlobservability.model.ModelResolver;
import io.github.djlobservability.observation.CompletedRequests;
import io.github.djlobservability.observation.Observations;
import io.github.djlobservability.observation.RequestsInFlight;
import io.github.djlobservability.telemetry.Telemetry;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandler;
import io.netty.handler.codec.http.FullHttpRequest;

/**
 * Puts our handler into a channel, ahead of the server's own. Thread-safe.
 *
 * <p>DJL Serving offers a plugin the requests of a channel one by one, and the built-in handlers
 * don't see what a plugin takes. So the plugin takes the first request of a channel, puts a handler
 * before the one that offered it, and sends the request through that handler again: from then on
 * every request and every answer of the channel passes it.
 */
public final class HttpDoor {
  private static final String HANDLER = "djl-serving-observability";

  private final ExchangeFactory exchanges;
  private final Telemetry telemetry;

  /**
   * @param models says which model a request is for
   * @param inFlight where the model door finds a request again
   * @param observations takes what goes into and comes out of models without a translator
   * @param reader reads what is in requests and answers
   * @param answered takes requests that are over
   */
  public HttpDoor(
      Telemetry telemetry,
      ModelResolver models,
      RequestsInFlight inFlight,
      Observations observations,
      ContentReader reader,
      CompletedRequests answered) {
    this.telemetry = telemetry;
    this.exchanges =
        new ExchangeFactory(telemetry, models, inFlight, observations, reader, answered);
  }

  /**
   * Installs our handler and sends the request through it. To be called on the channel's event
   * loop.
   *
   * @param ctx of the handler that offered the request
   * @param request the channel's first request; its owner releases it afterwards
   */
  public void open(ChannelHandlerContext ctx, FullHttpRequest request) {
    HttpDoorHandler handler = new HttpDoorHandler(exchanges, telemetry.failures());
    try {
      ctx.pipeline().addBefore(ctx.name(), HANDLER, handler);
    } catch (RuntimeException e) {
      telemetry.failures().caught("http", e);
      passUnobserved(ctx, request);
      return;
    }
    handler.channelRead(ctx.pipeline().context(handler), request.retain());
  }

  /** Offers the request again, marked so that it doesn't come back to us. */
  private static void passUnobserved(ChannelHandlerContext ctx, FullHttpRequest request) {
    try {
      ((ChannelInboundHandler) ctx.handler())
          .channelRead(ctx, new ObservedRequest(request.retain()));
    } catch (Exception e) {
      ctx.fireExceptionCaught(e);
    }
  }
}

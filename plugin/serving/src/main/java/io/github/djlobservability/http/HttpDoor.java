package io.github.djlobservability.http;

import io.github.djlobservability.config.GeneralSetting;
import io.github.djlobservability.config.RequestSetting;
import io.github.djlobservability.config.Settings;
import io.github.djlobservability.content.ContentReader;
import io.github.djlobservability.model.ModelResolver;
import io.github.djlobservability.observation.CompletedRequests;
import io.github.djlobservability.observation.Observations;
import io.github.djlobservability.observation.RequestsInFlight;
import io.github.djlobservability.telemetry.Telemetry;
import io.github.djlobservability.telemetry.definition.PluginMetric;
import io.netty.bootstrap.ChannelInitializerExtension;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandler;
import io.netty.handler.codec.http.FullHttpRequest;
import io.opentelemetry.api.common.Attributes;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts our handler into the server's channels, ahead of the handlers that serve a request.
 * Thread-safe.
 *
 * <p>Netty lets an extension put it into every channel. Where that does not work, the place of the
 * plugins is what is left: DJL Serving offers a plugin the requests of a channel one by one, and
 * the built-in handlers don't see what a plugin takes. So the plugin takes the first request of a
 * channel, puts the handler before the one that offered it, and sends the request through it again.
 * On a connector for inference alone no plugin is offered anything, so its requests stay unseen,
 * and what they hold is read at the model's engine.
 */
public final class HttpDoor {
  static final String HANDLER = "djl-serving-observability";

  private static final Logger LOGGER = LoggerFactory.getLogger(HttpDoor.class);

  private final ExchangeFactory exchanges;
  private final OpenChannels openChannels = new OpenChannels();
  private final Telemetry telemetry;
  private final @Nullable ChannelDoor channels;
  private volatile @Nullable String fallBackReason;

  /**
   * Opens the door; to be called before the server listens.
   *
   * @param models says which model a request is for
   * @param inFlight where the model door finds a request again
   * @param observations takes the payloads of models without a translator
   * @param reader reads what is in requests and responses
   * @param completed takes requests that are over
   * @param doctors decides who may have a request left out of what is watched
   * @param requestIdHeader where the server takes a request's id
   * @param settings the server's
   */
  public HttpDoor(
      Telemetry telemetry,
      ModelResolver models,
      RequestsInFlight inFlight,
      Observations observations,
      ContentReader reader,
      CompletedRequests completed,
      DoctorAccess doctors,
      String requestIdHeader,
      Settings settings) {
    this(
        telemetry,
        new ExchangeFactory(
            telemetry,
            models,
            inFlight,
            observations,
            reader,
            completed,
            doctors,
            new RequestIds(requestIdHeader),
            new PathPatterns(settings.get(RequestSetting.UNTRACED_PATHS)),
            settings.get(GeneralSetting.INVOCATIONS)),
        NettyExtensions::register);
  }

  HttpDoor(Telemetry telemetry, ExchangeFactory exchanges, Registry registry) {
    this.telemetry = telemetry;
    this.exchanges = exchanges;
    this.channels = registered(registry);
    telemetry
        .instruments(PluginMetric.class)
        .observe(
            to ->
                to.record(
                    PluginMetric.HTTP_DOOR_FALLBACK,
                    fallBackReason == null ? 0L : 1L,
                    Attributes.empty()));
  }

  private @Nullable ChannelDoor registered(Registry registry) {
    try {
      ChannelDoor door = new ChannelDoor(exchanges, telemetry.failures(), openChannels);
      registry.register(door);
      return door;
    } catch (ReflectiveOperationException | RuntimeException | LinkageError e) {
      fallBack("Netty takes no extension: " + e);
      return null;
    }
  }

  private synchronized void fallBack(String reason) {
    if (fallBackReason == null) {
      fallBackReason = reason;
      LOGGER.warn(
          "Requests are seen only where the server asks its plugins, not on a connector for"
              + " inference alone. {}",
          reason);
    }
  }

  /** Returns whether every request is seen, on whatever connector it comes. */
  public boolean seesAll() {
    return fallBackReason == null && channels != null && channels.isUsed();
  }

  /** Returns why requests are seen only where plugins are asked; null when all are seen. */
  public @Nullable String fallBackReason() {
    return fallBackReason;
  }

  /**
   * Returns whether a request that the server offers has passed our handler; one that has not is to
   * be given to {@link #open}.
   */
  public boolean hasSeen(FullHttpRequest request) {
    if (channels == null || fallBackReason != null) {
      return request instanceof ObservedRequest;
    }
    if (!channels.isUsed()) {
      channels.close();
      fallBack("Netty did not ask the extension.");
      return false;
    }
    return true;
  }

  /**
   * Has a page of ours made for a request that goes through its channel right now: after the
   * responses that the channel owes before, and before what comes behind it. To be called on the
   * channel's event loop.
   *
   * @param request is kept until then
   */
  public void inTurn(ChannelHandlerContext ctx, FullHttpRequest request, Runnable make) {
    ChannelHandlerContext own = ctx.pipeline().context(HttpDoorHandler.class);
    if (own == null) {
      make.run();
      return;
    }
    request.retain();
    ((HttpDoorHandler) own.handler())
        .inTurn(
            own,
            () -> {
              try {
                make.run();
              } finally {
                request.release();
              }
            });
  }

  /**
   * Installs our handler and sends the request through it. To be called on the channel's event
   * loop.
   *
   * @param ctx of the handler that offered the request
   * @param request the channel's first request; its owner releases it afterwards
   */
  public void open(ChannelHandlerContext ctx, FullHttpRequest request) {
    HttpDoorHandler handler =
        new HttpDoorHandler(exchanges, telemetry.failures(), openChannels, true);
    try {
      ctx.pipeline().addBefore(ctx.name(), HANDLER, handler);
    } catch (RuntimeException | Error e) {
      telemetry.failures().caught("http", e);
      passUnobserved(ctx, request);
      return;
    }
    handler.channelRead(ctx.pipeline().context(handler), request.retain());
  }

  /**
   * Ends the observation of the requests that are under way, because the server stops: with an
   * error that says so. Waits no longer than it is told.
   */
  public void shutDown(Duration limit) {
    openChannels.shutDown(limit);
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

  /** Takes extensions for the servers that will be bound. */
  interface Registry {
    void register(ChannelInitializerExtension extension) throws ReflectiveOperationException;
  }
}

package io.github.djlobservability.http;

import io.github.djlobservability.model.ServedModel;
import io.github.djlobservability.observation.Observation;
import io.github.djlobservability.observation.Observations;
import io.github.djlobservability.observation.Payload;
import io.github.djlobservability.observation.RequestInFlight;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpResponse;
import io.opentelemetry.api.trace.SpanContext;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Keeps what goes into and comes out of a model that no translator of ours sees, such as one of the
 * Python engine. Not thread-safe: it belongs to the channel's event loop.
 */
final class ExchangePayloads {
  /** Larger bodies aren't copied: the event loop would copy them. */
  static final int MAX_BYTES = 1 << 20;

  private final Observations observations;
  private final ServedModel model;
  private final Payload input;
  private Payload output = Payload.NONE;

  private ExchangePayloads(Observations observations, ServedModel model, Payload input) {
    this.observations = observations;
    this.model = model;
    this.input = input;
  }

  /**
   * Begins with the request.
   *
   * @param leftOut whether the request only tries something out
   * @return null when there is nothing to keep
   */
  static @Nullable ExchangePayloads begin(
      Observations observations,
      @Nullable ServedModel model,
      FullHttpRequest request,
      boolean leftOut) {
    if (model == null || model.translated() || !observations.wanted(model.id())) {
      return null;
    }
    Payload input = leftOut ? Payload.DOCTOR : kept(request.headers(), request.content());
    return new ExchangePayloads(observations, model, input);
  }

  /** Returns the request's body, if it was kept; nobody changes it. */
  byte @Nullable [] copiedInput() {
    return input instanceof Payload.Body body ? body.bytes() : null;
  }

  /** Keeps a response that is in one piece. */
  void answered(HttpResponse response) {
    output =
        response instanceof FullHttpResponse whole
            ? kept(whole.headers(), whole.content())
            : new Payload.NotKept(Payload.Reason.STREAM, 0);
  }

  /** Hands over what was kept. */
  void offer(RequestInFlight request, @Nullable String requestId) {
    SpanContext span = request.span().getSpanContext();
    observations.offer(
        new Observation(
            model.id(),
            TimeUnit.NANOSECONDS.toMillis(request.arrival().epochNanos()),
            span.isSampled() ? span.getTraceId() : null,
            requestId,
            input,
            output));
  }

  private static Payload kept(HttpHeaders headers, ByteBuf content) {
    int size = content.readableBytes();
    if (size == 0) {
      return Payload.NONE;
    }
    return size <= MAX_BYTES
        ? Payload.Body.of(ByteBufUtil.getBytes(content), headers.get(HttpHeaderNames.CONTENT_TYPE))
        : new Payload.NotKept(Payload.Reason.SIZE, size);
  }
}

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
import io.opentelemetry.api.trace.SpanContext;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Keeps what goes into and comes out of a model that no translator of ours sees, such as one of the
 * Python engine. Not thread-safe: it belongs to the channel's event loop.
 */
final class ExchangePayloads {
  /** Larger bodies aren't copied: it is the event loop that would copy them. */
  static final int MAX_BYTES = 1 << 18;

  private final Observations observations;
  private final ServedModel model;
  private final Payload input;
  private Payload output = Payload.NONE;

  private ExchangePayloads(Observations observations, ServedModel model, Payload input) {
    this.observations = observations;
    this.model = model;
    this.input = input;
  }

  /** Begins with the request; returns null when there is nothing to keep. */
  static @Nullable ExchangePayloads begin(
      Observations observations, @Nullable ServedModel model, FullHttpRequest request) {
    if (model == null || model.translated() || !observations.wanted(model.id())) {
      return null;
    }
    Payload input = json(request.headers(), request.content());
    return input == Payload.NONE ? null : new ExchangePayloads(observations, model, input);
  }

  /** Keeps an answer that is in one piece. */
  void answered(FullHttpResponse response) {
    output = json(response.headers(), response.content());
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

  private static Payload json(HttpHeaders headers, ByteBuf content) {
    boolean json = isJson(headers.get(HttpHeaderNames.CONTENT_TYPE));
    int size = content.readableBytes();
    return json && size > 0 && size <= MAX_BYTES
        ? Payload.Json.of(ByteBufUtil.getBytes(content))
        : Payload.NONE;
  }

  private static boolean isJson(@Nullable String contentType) {
    return contentType != null && contentType.regionMatches(true, 0, "application/json", 0, 16);
  }
}

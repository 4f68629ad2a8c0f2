package io.github.djlobservability.http;

import io.github.djlobservability.observation.ModelId;
import io.github.djlobservability.observation.RequestInFlight;
import io.github.djlobservability.observation.RequestsInFlight;
import io.github.djlobservability.observation.ServedModel;
import io.github.djlobservability.telemetry.Catalogue;
import io.github.djlobservability.telemetry.HttpInstruments;
import io.github.djlobservability.telemetry.Telemetry;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.LastHttpContent;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** One observed request and its answer. Not thread-safe: it belongs to the channel's event loop. */
final class Exchange {
  private static final String REQUEST_ID_HEADER = "x-request-id";
  private static final int NO_STATUS = 0;

  private final Telemetry telemetry;
  private final RequestsInFlight inFlight;
  private final RequestFacts facts;
  private final RequestInFlight request;
  private final @Nullable ServedModel requestedModel;
  private final boolean ownsSpan;
  private final long requestBytes;
  private final Attributes activeAttributes;

  private int status = NO_STATUS;
  private boolean streamed;
  private long responseBytes;
  private long chunks;
  private long firstByteNanos;
  private boolean ended;

  Exchange(
      Telemetry telemetry,
      RequestsInFlight inFlight,
      RequestFacts facts,
      RequestInFlight request,
      @Nullable ServedModel requestedModel,
      boolean ownsSpan,
      long requestBytes) {
    this.telemetry = telemetry;
    this.inFlight = inFlight;
    this.facts = facts;
    this.request = request;
    this.requestedModel = requestedModel;
    this.ownsSpan = ownsSpan;
    this.requestBytes = requestBytes;
    this.activeAttributes = facts.active();
    if (ownsSpan) {
      telemetry.http().started(activeAttributes, request.context());
    }
  }

  /** A part of the answer is about to be written. */
  void written(Object msg) {
    if (msg instanceof HttpResponse head) {
      status = head.status().code();
      streamed = !(msg instanceof FullHttpResponse);
      String requestId = head.headers().get(REQUEST_ID_HEADER);
      if (requestId != null) {
        request.span().setAttribute(Catalogue.REQUEST_ID, requestId);
      }
    }
    if (msg instanceof HttpContent content) {
      count(content.content().readableBytes());
    }
    if (msg instanceof LastHttpContent) {
      // Not later: an agent's span ends as soon as the write has passed.
      describeAnswer();
    }
  }

  private void count(int bytes) {
    responseBytes += bytes;
    if (!streamed || bytes == 0) {
      return;
    }
    if (chunks == 0) {
      firstByteNanos = System.nanoTime();
      request
          .span()
          .addEvent(
              Catalogue.FIRST_BYTE_EVENT,
              request.arrival().epochNanos(firstByteNanos),
              TimeUnit.NANOSECONDS);
    }
    chunks++;
  }

  /**
   * The exchange is over.
   *
   * @param brokenOff why the answer isn't complete; null when it is
   */
  void end(@Nullable String brokenOff) {
    if (ended) {
      return;
    }
    ended = true;
    long now = System.nanoTime();
    inFlight.answered(request);
    if (brokenOff != null) {
      describeBreak(brokenOff);
    }
    measure(now - request.arrival().nanoTime(), brokenOff);
    if (ownsSpan) {
      request.span().end(request.arrival().epochNanos(now), TimeUnit.NANOSECONDS);
    }
  }

  private void describeBreak(String brokenOff) {
    Span span = request.span();
    describeAnswer();
    span.setAttribute(Catalogue.ERROR_TYPE, brokenOff);
    if (brokenOff.equals(Catalogue.CONNECTION_CLOSED)) {
      span.setStatus(StatusCode.ERROR);
    }
  }

  private void describeAnswer() {
    Span span = request.span();
    if (!span.isRecording()) {
      return;
    }
    if (status != NO_STATUS) {
      span.setAttribute(Catalogue.HTTP_RESPONSE_STATUS_CODE, status);
      span.setAttribute(Catalogue.HTTP_RESPONSE_BODY_SIZE, responseBytes);
    }
    if (streamed) {
      span.setAttribute(Catalogue.RESPONSE_CHUNKS, chunks);
    }
    if (status >= 500) {
      span.setAttribute(Catalogue.ERROR_TYPE, Integer.toString(status));
      span.setStatus(StatusCode.ERROR);
    }
    ServedModel model = model();
    if (model != null) {
      span.setAttribute(Catalogue.MODEL_NAME, model.id().name());
      if (model.id().version() != null) {
        span.setAttribute(Catalogue.MODEL_VERSION, model.id().version());
      }
    }
  }

  private void measure(long durationNanos, @Nullable String brokenOff) {
    if (ownsSpan) {
      telemetry
          .http()
          .ended(
              activeAttributes,
              httpAttributes(brokenOff),
              new HttpInstruments.Measured(durationNanos, requestBytes, responseBytes),
              request.context());
    }
    ServedModel model = model();
    if (model == null) {
      return;
    }
    String error = status >= 400 ? Integer.toString(status) : brokenOff;
    model.statistics().request(durationNanos, error != null);
    telemetry
        .models()
        .request(durationNanos, modelAttributes(model.id(), error), request.context());
    if (chunks > 0) {
      telemetry
          .models()
          .timeToFirstByte(
              firstByteNanos - request.arrival().nanoTime(),
              modelAttributes(model.id(), null),
              request.context());
    }
  }

  /** The model that answered, or that was asked when none did. */
  private @Nullable ServedModel model() {
    ServedModel answered = request.model();
    return answered != null ? answered : requestedModel;
  }

  private Attributes httpAttributes(@Nullable String brokenOff) {
    AttributesBuilder attributes =
        Attributes.builder()
            .put(Catalogue.HTTP_REQUEST_METHOD, facts.method())
            .put(Catalogue.URL_SCHEME, facts.scheme())
            .put(Catalogue.NETWORK_PROTOCOL_VERSION, facts.protocolVersion());
    if (facts.route().template() != null) {
      attributes.put(Catalogue.HTTP_ROUTE, facts.route().template());
    }
    if (status != NO_STATUS) {
      attributes.put(Catalogue.HTTP_RESPONSE_STATUS_CODE, (long) status);
    }
    String error = brokenOff != null || status < 500 ? brokenOff : Integer.toString(status);
    if (error != null) {
      attributes.put(Catalogue.ERROR_TYPE, error);
    }
    return attributes.build();
  }

  private static Attributes modelAttributes(ModelId id, @Nullable String error) {
    AttributesBuilder attributes = Attributes.builder().put(Catalogue.MODEL_NAME, id.name());
    if (id.version() != null) {
      attributes.put(Catalogue.MODEL_VERSION, id.version());
    }
    if (error != null) {
      attributes.put(Catalogue.ERROR_TYPE, error);
    }
    return attributes.build();
  }
}

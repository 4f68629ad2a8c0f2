package io.github.djlobservability.http;

import io.github.djlobservability.model.Outcome;
import io.github.djlobservability.model.ServedModel;
import io.github.djlobservability.observation.Completion;
import io.github.djlobservability.observation.Observation;
import io.github.djlobservability.observation.Observations;
import io.github.djlobservability.observation.Payload;
import io.github.djlobservability.observation.RequestInFlight;
import io.github.djlobservability.worker.MemoryShare;
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

  private static final int FIRST_ERROR = 400;

  /** All that wait for their responses hold no more, in a server with heap enough. */
  static final long MAX_HELD_BYTES = 64L << 20;

  private final Observations observations;
  private final MemoryShare memory;
  private final ServedModel model;

  /** Whether requests that succeed are kept, too; if not, the model door keeps those. */
  private final boolean all;

  private Payload input = Payload.NONE;
  private Payload output = Payload.NONE;
  private long held;

  private ExchangePayloads(
      Observations observations, MemoryShare memory, ServedModel model, boolean all) {
    this.observations = observations;
    this.memory = memory;
    this.model = model;
    this.all = all;
  }

  /**
   * Begins with the request.
   *
   * @param memory what is held until the response is complete
   * @param leftOut whether the request only tries something out
   * @return null when there is nothing to keep
   */
  static @Nullable ExchangePayloads begin(
      Observations observations,
      MemoryShare memory,
      @Nullable ServedModel model,
      FullHttpRequest request,
      boolean leftOut) {
    if (model == null) {
      return null;
    }
    boolean all = !model.translated() && observations.wanted(model.id());
    if (!all && (leftOut || !observations.wantsFailed(model.id()))) {
      return null;
    }
    ExchangePayloads begun = new ExchangePayloads(observations, memory, model, all);
    if (all) {
      begun.input = leftOut ? Payload.DOCTOR : begun.kept(request.headers(), request.content());
    }
    return begun;
  }

  /** Returns the request's body, if it was kept; nobody changes it. */
  byte @Nullable [] copiedInput() {
    return input instanceof Payload.Body body ? body.bytes() : null;
  }

  /** Keeps a response that is in one piece. */
  void answered(HttpResponse response) {
    if (!all && response.status().code() < FIRST_ERROR) {
      return;
    }
    output =
        response instanceof FullHttpResponse whole
            ? kept(whole.headers(), whole.content())
            : new Payload.NotKept(Payload.Reason.STREAM, 0);
  }

  /** Lets go of what was kept; to be called once, whatever became of the exchange. */
  void release() {
    memory.release(held);
    held = 0;
  }

  /** Hands over what was kept of a request that succeeded; whoever takes it accounts for it. */
  void offer(RequestInFlight request, @Nullable String requestId, Ending ending) {
    if (all) {
      offer(request, requestId, input, ending, null);
    }
  }

  /**
   * Hands over what was kept of a request that failed, if anyone wants it. One whose client left
   * after its model was done is in the logs by then.
   *
   * @param outcome how it failed
   */
  void offerFailed(
      RequestInFlight request, @Nullable String requestId, Ending ending, Outcome outcome) {
    boolean wanted = input != Payload.DOCTOR && observations.wantsFailed(model.id());
    if (wanted && (outcome != Outcome.CANCELLED || request.logs())) {
      offer(request, requestId, all ? input : request.input(), ending, outcome.label());
    }
  }

  private void offer(
      RequestInFlight request,
      @Nullable String requestId,
      Payload sent,
      Ending ending,
      @Nullable String failure) {
    SpanContext span = request.span().getSpanContext();
    observations.offer(
        new Observation(
            model.id(),
            TimeUnit.NANOSECONDS.toMillis(request.arrival().epochNanos()),
            span.isSampled() ? span.getTraceId() : null,
            requestId,
            sent,
            output,
            new Completion(span, ending.status(), failure, ending.durationNanos())));
  }

  private Payload kept(HttpHeaders headers, ByteBuf content) {
    int size = content.readableBytes();
    if (size == 0) {
      return Payload.NONE;
    }
    if (size > MAX_BYTES) {
      return new Payload.NotKept(Payload.Reason.SIZE, size);
    }
    if (!memory.claim(size)) {
      return new Payload.NotKept(Payload.Reason.MEMORY, size);
    }
    held += size;
    return Payload.Body.of(
        ByteBufUtil.getBytes(content), headers.get(HttpHeaderNames.CONTENT_TYPE));
  }
}

package io.github.djlobservability.http;

import io.github.djlobservability.config.PayloadSetting;
import io.github.djlobservability.model.Outcome;
import io.github.djlobservability.model.ServedModel;
import io.github.djlobservability.observation.AwaitedStream;
import io.github.djlobservability.observation.Completion;
import io.github.djlobservability.observation.Observation;
import io.github.djlobservability.observation.Observations;
import io.github.djlobservability.observation.Payload;
import io.github.djlobservability.observation.RequestInFlight;
import io.github.djlobservability.payload.stream.StreamedText;
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
  static final int MAX_BYTES = Payload.MAX_BODY_BYTES;

  private static final int FIRST_ERROR = 400;

  /** All that wait for their responses hold no more, in a server with heap enough. */
  static final long MAX_HELD_BYTES = 64L << 20;

  private final Observations observations;
  private final MemoryShare memory;
  private final ServedModel model;

  /** Whether requests that succeed are kept, too; if not, the model door keeps those. */
  private final boolean all;

  /** Whether the parts of a streamed response are put together. */
  private final boolean streams;

  private @Nullable StreamedBody stream;

  private Payload input = Payload.NONE;
  private Payload output = Payload.NONE;
  private long held;

  private ExchangePayloads(
      Observations observations,
      MemoryShare memory,
      ServedModel model,
      boolean all,
      boolean streams) {
    this.observations = observations;
    this.memory = memory;
    this.model = model;
    this.all = all;
    this.streams = streams;
  }

  /**
   * Begins with the request.
   *
   * @param memory what is held until the response is complete
   * @param model what is asked for; which version serves it may not be known before it is over
   * @param pending the request on its way to the model
   * @return null when there is nothing to keep
   */
  static @Nullable ExchangePayloads begin(
      Observations observations,
      MemoryShare memory,
      @Nullable ServedModel model,
      FullHttpRequest request,
      RequestInFlight pending) {
    if (model == null) {
      return null;
    }
    boolean leftOut = pending.isLeftOut();
    // The response to an asynchronous one isn't the model's; the model door finds it by its span.
    boolean later = pending.asynchronous() && pending.span().getSpanContext().isValid();
    boolean all = !later && model.mayBe(of -> !of.translated() && observations.wanted(of.id()));
    boolean streams =
        !leftOut
            && !pending.asynchronous()
            && model.mayBe(
                of ->
                    of.settings().get(PayloadSetting.STREAMED_TEXT)
                        && observations.wanted(of.id()));
    boolean failed = !leftOut && model.mayBe(of -> observations.wantsFailed(of.id()));
    if (!all && !streams && !failed) {
      return null;
    }
    ExchangePayloads begun = new ExchangePayloads(observations, memory, model, all, streams);
    if (streams && model.mayBe(ServedModel::translated)) {
      pending.awaits(new AwaitedStream(memory));
    }
    if (!later) {
      pending.handedOver(all);
    }
    if (all) {
      begun.input = leftOut ? Payload.DOCTOR : begun.kept(request.headers(), request.content());
    }
    return begun;
  }

  /** Returns the request's body, if it was kept; nobody changes it. */
  byte @Nullable [] copiedInput() {
    return input instanceof Payload.Body body ? body.bytes() : null;
  }

  /** Keeps a response that is in one piece, or begins with one that is not. */
  void answered(HttpResponse response) {
    if (streams && response.status().code() < FIRST_ERROR && isStream(response)) {
      stream = new StreamedBody(memory, response.headers().get(HttpHeaderNames.CONTENT_TYPE));
      return;
    }
    if (!all && response.status().code() < FIRST_ERROR) {
      return;
    }
    output =
        response instanceof FullHttpResponse whole
            ? kept(whole.headers(), whole.content())
            : new Payload.NotKept(Payload.Reason.STREAM, 0);
  }

  private static boolean isStream(HttpResponse response) {
    String type = response.headers().get(HttpHeaderNames.CONTENT_TYPE);
    return StreamedText.isStream(!(response instanceof FullHttpResponse), type);
  }

  /** A part of the response is about to be written. */
  void part(ByteBuf content) {
    if (stream != null) {
      stream.add(content);
    }
  }

  /** Whoever takes what was kept accounts for it. */
  private void release() {
    memory.release(held);
    held = 0;
    if (stream != null) {
      output = stream.payload();
      stream.release();
    }
  }

  /**
   * Hands over what was kept, and lets go of it; to be called once, whatever became of the
   * exchange. A stream that ends with an error is no response: what was sent of it is no
   * prediction.
   *
   * @param outcome as it is known when all of the response has been read; null where the server had
   *     no such model
   */
  void offer(
      RequestInFlight request,
      @Nullable String requestId,
      Ending ending,
      @Nullable Outcome outcome) {
    release();
    if (outcome == Outcome.SUCCEEDED) {
      offerSucceeded(request, requestId, ending);
      handOn(request, stream == null ? null : output);
    } else {
      handOn(request, null);
      if (outcome != null) {
        offerFailed(request, requestId, ending, outcome);
      }
    }
  }

  private void offerSucceeded(RequestInFlight request, @Nullable String requestId, Ending ending) {
    ServedModel served = served(request);
    if (all && served.isNameAlone()) {
      versionUnknown(request);
    } else if (all && !served.translated()) {
      offer(request, requestId, input, ending, null);
    }
  }

  /**
   * Hands over what the model door has left.
   *
   * @param response null where the response was not put together
   */
  private void handOn(RequestInFlight request, @Nullable Payload response) {
    AwaitedStream awaited = request.stream();
    Observation left = awaited == null ? null : awaited.take();
    if (left != null) {
      observations.offer(response == null ? left : left.with(left.input(), response));
    }
  }

  /**
   * Hands over what was kept of a request that failed, if anyone wants it. One whose client left
   * after its model was done is in the logs by then.
   *
   * @param outcome how it failed
   */
  private void offerFailed(
      RequestInFlight request, @Nullable String requestId, Ending ending, Outcome outcome) {
    ServedModel served = served(request);
    boolean wanted =
        input != Payload.DOCTOR && served.mayBe(of -> observations.wantsFailed(of.id()));
    if (wanted && served.isNameAlone()) {
      versionUnknown(request);
    } else if (wanted && (outcome != Outcome.CANCELLED || request.logs())) {
      offer(request, requestId, all ? input : request.input(), ending, outcome.label());
    }
  }

  /** Of a name alone the very version that served it, as soon as that is known. */
  private ServedModel served(RequestInFlight request) {
    ServedModel served = request.model();
    return served == null ? model : served;
  }

  /** One that a model took as a part of a workflow of this name is handed over there. */
  private void versionUnknown(RequestInFlight request) {
    if (!request.isReached() && input != Payload.DOCTOR) {
      observations.versionUnknown(model.id().name());
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
            served(request).id(),
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

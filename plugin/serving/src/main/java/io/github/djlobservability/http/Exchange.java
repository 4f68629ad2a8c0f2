package io.github.djlobservability.http;

import io.github.djlobservability.config.LoadSetting;
import io.github.djlobservability.content.Findings;
import io.github.djlobservability.content.ResponseEnd;
import io.github.djlobservability.model.FailedCall;
import io.github.djlobservability.model.ServedModel;
import io.github.djlobservability.model.WorkStatistics;
import io.github.djlobservability.observation.RequestInFlight;
import io.github.djlobservability.observation.RequestsInFlight;
import io.github.djlobservability.telemetry.ModelAttributes;
import io.github.djlobservability.telemetry.definition.HttpKeys;
import io.github.djlobservability.telemetry.definition.ModelKeys;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.LastHttpContent;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import org.jspecify.annotations.Nullable;

/**
 * One observed request and its response. Not thread-safe: it belongs to the channel's event loop,
 * and when it is over, to whoever writes it down.
 */
final class Exchange implements Runnable, ChannelFutureListener {
  private static final int NO_STATUS = 0;
  private static final int FIRST_ERROR = 400;
  private static final int BAD_REQUEST = 400;
  private static final int NOT_FOUND = 404;

  private final ExchangeMetrics metrics;
  private final RequestsInFlight inFlight;
  private final Asked asked;

  /** Counts the request among those in flight; null when nobody needs that. */
  private final @Nullable WorkStatistics among;

  private int status = NO_STATUS;
  private boolean streamed;
  private long responseBytes;
  private long chunks;
  private long firstByteNanos;
  private long lastByteNanos;
  private boolean rejected;
  private boolean noSuchModel;
  private boolean ended;
  private long endNanos;
  private @Nullable Ending ending;

  Exchange(ExchangeMetrics metrics, RequestsInFlight inFlight, Asked asked) {
    this.metrics = metrics;
    this.inFlight = inFlight;
    this.asked = asked;
    if (asked.ownsSpan()) {
      metrics.started(asked.facts());
    }
    ServedModel model = asked.model();
    this.among = model != null && watchesLoad(model) ? model.statistics().work() : null;
    if (among != null) {
      among.arrived();
      asked.request().countedAmong(among);
    }
  }

  /** A part of the response is about to be written. */
  void written(Object msg) {
    if (msg instanceof HttpResponse head) {
      status = head.status().code();
      streamed = !(msg instanceof FullHttpResponse);
      if (asked.doctor() != null) {
        asked.doctor().tell(head);
      }
      if (asked.content() != null) {
        asked.content().responseBegins(head, asked.request());
      }
      if (asked.payloads() != null) {
        asked.payloads().answered(head);
      }
    }
    if (msg instanceof HttpContent part) {
      count(part.content());
    }
    if (msg instanceof FullHttpResponse response && asked.model() != null) {
      lookForRefusal(response);
    }
    if (msg instanceof LastHttpContent && !asked.ownsSpan()) {
      // Not later: an agent's span ends as soon as the write has passed.
      describeAnswer(false);
    }
  }

  /**
   * The server refuses in the same words when no worker is left. A model that was unloaded is known
   * to us for some seconds more; what is asked of it then is no request of the model's.
   */
  private void lookForRefusal(FullHttpResponse response) {
    if (among != null && asked.model() != null && ServerMessage.NO_ROOM.isIn(response)) {
      if (isReady(asked.model())) {
        rejected = true;
      } else {
        asked.request().failedByModel();
      }
    }
    noSuchModel =
        response.status().code() == NOT_FOUND && ServerMessage.NO_SUCH_MODEL.isIn(response);
    if (!asked.request().isReached() && ServerMessage.NOT_COMPUTED.isIn(response)) {
      failWithItsBatch();
    }
    if (asked.facts().route().isByKserve()) {
      lookForHiddenFailure(response);
    }
  }

  /**
   * The KServe plugin makes 400 of each status from 400 to 499 that a model responds with, 424 for
   * a failure included. Its input leads to no request, so what is known is that the model failed
   * one of them meanwhile.
   */
  private void lookForHiddenFailure(FullHttpResponse response) {
    ServedModel model = asked.model();
    if (model != null
        && response.status().code() == BAD_REQUEST
        && ServerMessage.OF_KSERVE_MODEL.isIn(response)
        && !ServerMessage.KSERVE_ERROR.isIn(response)
        && model.mayBe(this::hasFailedOneUnseen)) {
      asked.request().failedByModel();
    }
  }

  private boolean hasFailedOneUnseen(ServedModel model) {
    FailedCall failed = model.statistics().lastFailedUnseen();
    return failed != null && failed.isAfter(asked.request().arrival().nanoTime());
  }

  /**
   * The model was never called for it, and the server says that a call failed: one of a request
   * that stood before it in its batch.
   */
  private void failWithItsBatch() {
    if (asked.model() != null) {
      boolean unused = asked.model().mayBe(this::failsWith);
    }
  }

  /** Looks whether a call of the model failed since the request arrived. */
  private boolean failsWith(ServedModel model) {
    FailedCall failed = model.statistics().lastFailed();
    if (failed == null || !failed.isAfter(asked.request().arrival().nanoTime())) {
      return false;
    }
    asked.request().failedWith(failed.request());
    return true;
  }

  private static boolean isReady(ServedModel model) {
    return !model.mayBe(of -> !of.statistics().work().isReady());
  }

  private void count(ByteBuf part) {
    int bytes = part.readableBytes();
    if (bytes == 0) {
      return;
    }
    responseBytes += bytes;
    long now = streamed || asked.content() != null ? System.nanoTime() : 0;
    if (streamed) {
      countChunk(now);
    }
    if (asked.content() != null) {
      asked.content().part(part, now);
    }
    if (asked.payloads() != null) {
      asked.payloads().part(part);
    }
  }

  private void countChunk(long now) {
    if (chunks == 0) {
      firstByteNanos = now;
    }
    lastByteNanos = now;
    chunks++;
  }

  /** The last part of the response is written, or could not be. */
  @Override
  public void operationComplete(ChannelFuture written) {
    end(written.isSuccess() ? null : HttpKeys.CLIENT_DISCONNECTED);
  }

  /**
   * The exchange is over. Throws nothing.
   *
   * @param brokenOff why the response isn't complete; null when it is
   */
  void end(@Nullable String brokenOff) {
    try {
      endOnce(brokenOff);
    } catch (RuntimeException | Error e) {
      metrics.failed(e);
    }
  }

  private void endOnce(@Nullable String brokenOff) {
    if (ended) {
      return;
    }
    ended = true;
    endNanos = System.nanoTime();
    inFlight.answered(asked.request());
    if (status >= FIRST_ERROR) {
      // One that would be computed later never will be.
      inFlight.computed(asked.request());
    }
    if (asked.ownsSpan()) {
      metrics.ended(asked.facts());
    }
    if (among != null) {
      among.over();
    }
    Ending how =
        new Ending(
            status,
            brokenOff,
            rejected,
            asked.request().isFailedByModel(),
            responseBytes > 0,
            endNanos - asked.request().arrival().nanoTime());
    ending = how;
    if (asked.content() != null) {
      asked.content().ended(how.error());
    }
    metrics.writeDown(this);
  }

  /** Records all that neither the client nor the event loop needs to wait for. */
  @Override
  public void run() {
    try {
      if (ending != null) {
        writeDown(ending);
      }
    } catch (RuntimeException | Error e) {
      metrics.failed(e);
    }
  }

  private void writeDown(Ending how) {
    String brokenOff = how.brokenOff();
    if (asked.details() != null) {
      asked
          .details()
          .describe(asked.request().span(), metrics.samplesByAttributes(), metrics.privacy());
    }
    if (asked.ownsSpan() || brokenOff != null) {
      describeAnswer(brokenOff != null);
    }
    if (brokenOff != null) {
      describeBreak(brokenOff);
    }
    measure(how);
    countRejection();
    ExchangeReport report =
        new ExchangeReport(metrics, asked, model(), endNanos, how, firstByteNanos);
    if (!asked.ownsSpan()) {
      // Not when its content has been read: an agent's span ends right after this.
      report.describeFailure();
    }
    ExchangeContent content = asked.content();
    if (content == null || !content.isRead()) {
      report.complete(Findings.NONE);
    } else {
      content.finish(
          new ResponseEnd(how.error(), chunks, firstByteNanos, lastByteNanos), report::complete);
    }
  }

  private void describeBreak(String brokenOff) {
    Span span = asked.request().span();
    span.setAttribute(HttpKeys.ERROR_TYPE, brokenOff);
    if (!brokenOff.equals(HttpKeys.CLIENT_DISCONNECTED)) {
      span.setStatus(StatusCode.ERROR);
    }
  }

  private void describeAnswer(boolean broken) {
    Span span = asked.request().span();
    if (!span.isRecording()) {
      return;
    }
    if (status != NO_STATUS) {
      span.setAttribute(HttpKeys.STATUS_CODE, status);
      span.setAttribute(HttpKeys.RESPONSE_BODY_SIZE, responseBytes);
    }
    span.setAttribute(ModelKeys.REQUEST_ID, metrics.privacy().id(asked.requestId()));
    if (streamed) {
      span.setAttribute(ModelKeys.RESPONSE_CHUNKS, chunks);
      if (chunks > 0) {
        span.setAttribute(
            ModelKeys.FIRST_BYTE_TIME,
            (firstByteNanos - asked.request().arrival().nanoTime()) / 1e9);
      }
    }
    if (status >= 500) {
      if (!broken) {
        span.setAttribute(HttpKeys.ERROR_TYPE, Integer.toString(status));
      }
      span.setStatus(StatusCode.ERROR);
    }
    ServedModel model = model();
    if (model != null) {
      span.setAllAttributes(ModelAttributes.of(model.id()).build());
    }
  }

  /** Measures it as HTTP; what a response holds doesn't matter to that. */
  private void measure(Ending how) {
    if (!asked.ownsSpan()) {
      return;
    }
    String statusError = status >= 500 ? Integer.toString(status) : null;
    metrics.measure(
        asked.facts(),
        model() != null,
        status,
        how.brokenOff() != null ? how.brokenOff() : statusError,
        new ExchangeMetrics.Measured(how.durationNanos(), asked.bytes(), responseBytes),
        asked.request().context());
  }

  private void countRejection() {
    ServedModel model = model();
    if (rejected && model != null && watchesLoad(model)) {
      model.statistics().work().rejected();
      metrics.rejected(model.id(), asked.request().context());
    }
  }

  private static boolean watchesLoad(ServedModel model) {
    return model.settings().get(LoadSetting.LOAD);
  }

  private @Nullable ServedModel model() {
    return noSuchModel ? null : asked.request().model();
  }

  /**
   * Holds the request, and all that is known of it at once.
   *
   * @param facts what the conventions want to know
   * @param requestId the id that its client knows it by
   * @param request its span and when it arrived
   * @param model the model that is asked for; null when it can't be told
   * @param ownsSpan whether the span is ours to end; if not, an agent measures it, too
   * @param bytes size of its body
   * @param details what is still to be written on its span; null when nothing is
   * @param payloads keeps what goes in and comes out; null when nobody wants to know
   * @param content hands over what is to be looked for in it; null when nothing is
   * @param load what may have to do with how long it takes
   * @param doctor whether it is left out of what is watched; null when nobody asked for that
   */
  record Asked(
      RequestFacts facts,
      String requestId,
      RequestInFlight request,
      @Nullable ServedModel model,
      boolean ownsSpan,
      long bytes,
      @Nullable RequestDetails details,
      @Nullable ExchangePayloads payloads,
      @Nullable ExchangeContent content,
      LoadFacts load,
      @Nullable DoctorMark doctor) {}
}

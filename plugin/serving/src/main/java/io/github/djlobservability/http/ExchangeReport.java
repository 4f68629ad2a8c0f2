package io.github.djlobservability.http;

import io.github.djlobservability.config.LoadSetting;
import io.github.djlobservability.config.RequestSetting;
import io.github.djlobservability.content.Findings;
import io.github.djlobservability.content.Generation;
import io.github.djlobservability.content.GenerationTelemetry;
import io.github.djlobservability.model.Outcome;
import io.github.djlobservability.model.ServedModel;
import io.github.djlobservability.observation.RequestInFlight;
import io.github.djlobservability.telemetry.definition.HttpKeys;
import io.github.djlobservability.telemetry.definition.ModelKeys;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.StatusCode;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Completes the telemetry of an exchange that is over, once its content has been read: its metrics
 * as a request for a model, what it counts for, and the end of its span. Immutable.
 *
 * @param model the model that responded, or that was asked when none did; null when it can't be
 *     told
 * @param endNanos when it was over, as {@link System#nanoTime()}
 * @param ending how it was over
 * @param firstByteNanos when a streamed answer began; 0 when none did
 */
record ExchangeReport(
    ExchangeMetrics metrics,
    Exchange.Asked asked,
    @Nullable ServedModel model,
    long endNanos,
    Ending ending,
    long firstByteNanos) {

  void complete(Findings findings) {
    String inStream = ending.error() == null ? findings.error() : null;
    if (asked.payloads() != null) {
      Outcome outcome = model == null ? null : ending.outcome(inStream);
      asked.payloads().offer(request(), asked.requestId(), ending, outcome);
    }
    if (model != null) {
      complete(model, findings, inStream);
    }
    if (asked.ownsSpan()) {
      request().span().end(request().arrival().epochNanos(endNanos), TimeUnit.NANOSECONDS);
    }
  }

  private void complete(ServedModel served, Findings findings, @Nullable String inStream) {
    Outcome outcome = ending.outcome(inStream);
    boolean givenUp = ending.isGivenUp(outcome, served.settings());
    String error = ending.error() != null ? ending.error() : inStream;
    measure(served, outcome, givenUp, error);
    if (served.settings().get(LoadSetting.LOAD)) {
      new LoadCount(served, asked, ending).count(outcome, givenUp);
    }
    if (asked.ownsSpan()) {
      describeFailure(outcome, error);
    }
    if (served.settings().get(LoadSetting.LOAD)) {
      double seconds = ending.durationNanos() / 1e9;
      served
          .statistics()
          .recent()
          .add(
              seconds,
              outcome != Outcome.SUCCEEDED,
              () -> new RequestLookUp(asked, ending, metrics.privacy()).of(outcome, error));
    }
    describe(served, findings, inStream);
  }

  private void measure(
      ServedModel served, Outcome outcome, boolean givenUp, @Nullable String error) {
    served.statistics().request(ending.durationNanos(), outcome, givenUp);
    metrics.measure(served.id(), ending.durationNanos(), error, outcome, request().context());
    if (firstByteNanos != 0) {
      long arrival = request().arrival().nanoTime();
      metrics.firstByte(served.id(), firstByteNanos - arrival, request().context());
    }
  }

  /** Says on the request's span why it failed, as far as that is known without its content. */
  void describeFailure() {
    if (model != null) {
      describeFailure(ending.outcome(null), ending.error());
    }
  }

  /** A status of 4xx leaves the span's status unset, by the conventions; the reason says more. */
  private void describeFailure(Outcome outcome, @Nullable String error) {
    if (outcome == Outcome.SUCCEEDED) {
      return;
    }
    Span span = request().span();
    span.setAttribute(ModelKeys.FAILURE_REASON, outcome.label());
    if (outcome.isFailure() && error != null && !isErrorWritten()) {
      span.setAttribute(HttpKeys.ERROR_TYPE, error);
    }
    SpanContext culprit = request().failedWith();
    if (culprit != null) {
      span.setAttribute(ModelKeys.FAILED_WITH_BATCH, true);
      span.addLink(culprit);
    }
  }

  /** An attribute that is set a second time counts as dropped. */
  private boolean isErrorWritten() {
    return ending.brokenOff() != null || (asked.ownsSpan() && ending.status() >= 500);
  }

  private RequestInFlight request() {
    return asked.request();
  }

  private void describe(ServedModel served, Findings findings, @Nullable String inStream) {
    Generation generation = findings.generation();
    if (generation != null) {
      metrics.generated(served, generation, request(), endNanos);
      describe(served, generation, inStream);
    }
    long items = findings.items() > 0 ? findings.items() : request().items();
    if (served.settings().get(RequestSetting.ITEMS)
        && items > 0
        && ending.error() == null
        && inStream == null) {
      metrics.items(served, items, findings, request(), endNanos);
      if (asked.ownsSpan()) {
        describeItems(findings);
      }
    }
  }

  /** An agent's span has ended by now, so ours gets one of its own below it. */
  private void describe(ServedModel served, Generation generation, @Nullable String inStream) {
    Span span =
        asked.ownsSpan()
            ? request().span()
            : metrics.startSpan(GenerationTelemetry.spanName(served.id(), generation), request());
    metrics.describe(span, served.id(), generation, request());
    if (inStream != null) {
      if (!asked.ownsSpan()) {
        span.setAttribute(HttpKeys.ERROR_TYPE, inStream);
      }
      span.setStatus(StatusCode.ERROR);
    }
    if (!asked.ownsSpan()) {
      if (inStream != null) {
        span.setAttribute(ModelKeys.FAILURE_REASON, ending.outcome(inStream).label());
      }
      span.end(request().arrival().epochNanos(endNanos), TimeUnit.NANOSECONDS);
    }
  }

  private void describeItems(Findings findings) {
    Span span = request().span();
    if (findings.items() > 0) {
      span.setAttribute(ModelKeys.ITEMS, findings.items());
    }
    if (findings.failedItems() > 0) {
      span.setAttribute(ModelKeys.ITEMS_FAILED, findings.failedItems());
    }
  }
}

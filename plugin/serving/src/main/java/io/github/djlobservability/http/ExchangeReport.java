package io.github.djlobservability.http;

import io.github.djlobservability.config.RequestSetting;
import io.github.djlobservability.content.Findings;
import io.github.djlobservability.content.Generation;
import io.github.djlobservability.content.GenerationTelemetry;
import io.github.djlobservability.model.ServedModel;
import io.github.djlobservability.observation.RequestInFlight;
import io.github.djlobservability.telemetry.definition.HttpKeys;
import io.github.djlobservability.telemetry.definition.ModelKeys;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Completes the telemetry of an exchange that is over, once its content has been read: its metrics
 * as a request for a model, and the end of its span. Immutable.
 *
 * @param model the model that responded, or that was asked when none did; null when it can't be
 *     told
 * @param endNanos when it was over, as {@link System#nanoTime()}
 * @param error {@code error.type} of the exchange; null when there was none
 * @param firstByteNanos when a streamed response began; 0 when none did
 */
record ExchangeReport(
    ExchangeMetrics metrics,
    RequestInFlight request,
    boolean ownsSpan,
    @Nullable ServedModel model,
    long endNanos,
    @Nullable String error,
    long firstByteNanos) {

  void complete(Findings findings) {
    Generation generation = findings.generation();
    String inStream = generation != null && error == null ? generation.error() : null;
    if (model != null) {
      measure(model, error != null ? error : inStream);
      describe(model, findings, inStream);
    }
    if (ownsSpan) {
      request.span().end(request.arrival().epochNanos(endNanos), TimeUnit.NANOSECONDS);
    }
  }

  private void measure(ServedModel served, @Nullable String failure) {
    long arrival = request.arrival().nanoTime();
    served.statistics().request(endNanos - arrival, failure != null);
    metrics.measure(served.id(), endNanos - arrival, failure, request.context());
    if (firstByteNanos != 0) {
      metrics.firstByte(served.id(), firstByteNanos - arrival, request.context());
    }
  }

  private void describe(ServedModel served, Findings findings, @Nullable String inStream) {
    Generation generation = findings.generation();
    if (generation != null) {
      metrics.generated(served, generation, request, endNanos);
      describe(served, generation, inStream);
    }
    long items = findings.items() > 0 ? findings.items() : request.items();
    if (served.settings().get(RequestSetting.ITEMS)
        && items > 0
        && error == null
        && inStream == null) {
      metrics.items(served, items, findings, request, endNanos);
      describeItems(findings);
    }
  }

  /** An agent's span has ended by now, so ours gets one of its own below it. */
  private void describe(ServedModel served, Generation generation, @Nullable String inStream) {
    Span span =
        ownsSpan
            ? request.span()
            : metrics.startSpan(GenerationTelemetry.spanName(served.id(), generation), request);
    GenerationTelemetry.describe(
        span, served.id(), generation, request.arrival().nanoTime(), metrics.privacy());
    if (inStream != null) {
      span.setAttribute(HttpKeys.ERROR_TYPE, inStream);
      span.setStatus(StatusCode.ERROR);
    }
    if (!ownsSpan) {
      span.end(request.arrival().epochNanos(endNanos), TimeUnit.NANOSECONDS);
    }
  }

  private void describeItems(Findings findings) {
    Span span = request.span();
    if (findings.items() > 0) {
      span.setAttribute(ModelKeys.ITEMS, findings.items());
    }
    if (findings.failedItems() > 0) {
      span.setAttribute(ModelKeys.ITEMS_FAILED, findings.failedItems());
    }
  }
}

package io.github.djlobservability.http;

import io.github.djlobservability.model.EndedRequest;
import io.github.djlobservability.model.Outcome;
import io.github.djlobservability.observation.RequestInFlight;
import io.github.djlobservability.privacy.Privacy;
import io.opentelemetry.api.trace.SpanContext;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Puts together what people may look up of an exchange; nothing of what it held. Immutable. */
record RequestLookUp(Exchange.Asked asked, Ending ending, Privacy privacy) {

  EndedRequest of(Outcome outcome, @Nullable String error) {
    RequestInFlight request = asked.request();
    SpanContext span = request.span().getSpanContext();
    var computedBy = request.computedBy();
    return new EndedRequest(
        Instant.ofEpochMilli(TimeUnit.NANOSECONDS.toMillis(request.arrival().epochNanos()))
            .toString(),
        privacy.id(asked.requestId()),
        span.isSampled() ? span.getTraceId() : null,
        asked.facts().route().template(),
        ending.status(),
        outcome == Outcome.SUCCEEDED ? null : outcome.label(),
        error,
        ending.durationNanos() / 1e9,
        phaseSeconds(request),
        computedBy == null ? null : computedBy.batchSize());
  }

  private static Map<String, Double> phaseSeconds(RequestInFlight request) {
    Map<String, Double> seconds = new LinkedHashMap<>();
    request.phases().forEach((phase, nanos) -> seconds.put(phase.label(), nanos / 1e9));
    return seconds;
  }
}

package io.github.djlobservability.observation;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.djlobservability.model.Timebase;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.context.Context;
import org.junit.jupiter.api.Test;

class RequestsInFlightTest {
  private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";

  private final RequestsInFlight requests = new RequestsInFlight();

  @Test
  void findsARequestByTheTraceparentItCarriesUntilItIsAnswered() {
    RequestInFlight request = request("b7ad6b7169203331", false);
    requests.add(request);
    String traceparent = "00-" + TRACE + "-b7ad6b7169203331-01";
    assertThat(requests.find(traceparent)).isSameAs(request);
    requests.computed(request);
    assertThat(requests.find(traceparent)).isSameAs(request);
    requests.answered(request);
    assertThat(requests.find(traceparent)).isNull();
    assertThat(requests.size()).isZero();
  }

  @Test
  void anAsynchronousRequestIsHeldUntilTheModelHasRun() {
    RequestInFlight request = request("b7ad6b7169203331", true);
    requests.add(request);
    requests.answered(request);
    assertThat(requests.find("00-" + TRACE + "-b7ad6b7169203331-01")).isSameAs(request);
    requests.computed(request);
    assertThat(requests.size()).isZero();
  }

  @Test
  void asynchronousRequestsThatNeverRunAreBounded() {
    for (int i = 1; i <= RequestsInFlight.MAX_ASYNCHRONOUS + 10; i++) {
      requests.add(request(String.format("%016x", i), true));
    }
    assertThat(requests.size()).isEqualTo(RequestsInFlight.MAX_ASYNCHRONOUS);
    assertThat(requests.find("00-" + TRACE + "-000000000000000a-01")).isNull();
    assertThat(requests.find("00-" + TRACE + "-000000000000000b-01")).isNotNull();
  }

  @Test
  void whatIsNoTraceparentFindsNothing() {
    assertThat(requests.find(null)).isNull();
    assertThat(requests.find("")).isNull();
    assertThat(requests.find("00-short")).isNull();
  }

  private static RequestInFlight request(String spanId, boolean asynchronous) {
    SpanContext span =
        SpanContext.create(TRACE, spanId, TraceFlags.getSampled(), TraceState.getDefault());
    return new RequestInFlight(
        Context.root().with(Span.wrap(span)), new Timebase(0, 0), asynchronous, null);
  }
}

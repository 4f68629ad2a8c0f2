package io.github.djlobservability.inference;

import static io.opentelemetry.sdk.testing.assertj.OpenTelemetryAssertions.assertThat;
import static io.opentelemetry.sdk.testing.assertj.OpenTelemetryAssertions.equalTo;

import io.github.djlobservability.config.RequestSetting;
import io.github.djlobservability.config.Settings;
import io.github.djlobservability.config.value.SpanDetail;
import io.github.djlobservability.model.ModelId;
import io.github.djlobservability.model.Phase;
import io.github.djlobservability.model.ServedModel;
import io.github.djlobservability.model.ServedModels;
import io.github.djlobservability.model.Timebase;
import io.github.djlobservability.observation.RequestInFlight;
import io.github.djlobservability.observation.RequestsInFlight;
import io.github.djlobservability.telemetry.Telemetry;
import io.github.djlobservability.telemetry.definition.HttpKeys;
import io.github.djlobservability.telemetry.definition.ModelKeys;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.testing.junit5.OpenTelemetryExtension;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class CompactSpansTest {
  @RegisterExtension static final OpenTelemetryExtension OTEL = OpenTelemetryExtension.create();

  private static final Timebase ARRIVAL = new Timebase(0, 1_000_000_000);
  private static final long MILLI = 1_000_000;

  private final ServedModel model =
      new ServedModels(System::nanoTime)
          .add(
              new ModelId("m", null),
              Settings.DEFAULTS.with(RequestSetting.SPAN_DETAIL, SpanDetail.COMPACT),
              true);
  private final CallRecorder recorder =
      new CallRecorder(
          Telemetry.using(OTEL.getOpenTelemetry(), "test"), new RequestsInFlight(), model, "cpu");

  @Test
  void aRequestsSpanBearsTheTimesOfItsPhases() {
    Participant request = participant(span(), null);
    recorder.over(call(request));
    request.span().end();

    assertThat(only())
        .hasName("POST")
        .hasAttributesSatisfyingExactly(
            equalTo(ModelKeys.NAME, "m"),
            equalTo(ModelKeys.DEVICE, "cpu"),
            equalTo(ModelKeys.BATCH_SIZE, 1),
            equalTo(ModelKeys.ITEMS, 1),
            equalTo(ModelKeys.QUEUE_TIME, .001),
            equalTo(ModelKeys.PREPROCESS_TIME, .002),
            equalTo(ModelKeys.INFERENCE_TIME, .003),
            equalTo(ModelKeys.POSTPROCESS_TIME, .004));
  }

  @Test
  void aRequestOfABatchIsLinkedToTheFirstThatIsTraced() {
    Participant untraced = participant(Span.wrap(unsampled()), null);
    Participant first = participant(span(), null);
    Participant second = participant(span(), null);
    recorder.over(call(untraced, first, second));
    first.span().end();
    second.span().end();

    assertThat(OTEL.getSpans()).extracting(SpanData::getName).containsExactly("POST", "POST");
    assertThat(OTEL.getSpans().get(0).getLinks()).isEmpty();
    assertThat(OTEL.getSpans().get(1).getLinks())
        .singleElement()
        .satisfies(
            link -> assertThat(link.getSpanContext()).isEqualTo(first.span().getSpanContext()));
    assertThat(OTEL.getSpans().get(1).getAttributes().get(ModelKeys.QUEUE_TIME)).isEqualTo(.001);
  }

  @Test
  void theModelOfAWorkflowHasASpanOfItsOwnBelowTheRequest() {
    ServedModel workflow =
        new ServedModels(System::nanoTime).add(new ModelId("wf", null), Settings.DEFAULTS, true);
    Participant request = participant(span(), workflow);
    recorder.over(call(request));
    request.span().end();

    SpanData own = OTEL.getSpans().get(0);
    assertThat(own)
        .hasName("predict m")
        .hasParentSpanId(request.span().getSpanContext().getSpanId())
        .startsAt(ARRIVAL.epochNanos())
        .endsAt(ARRIVAL.epochNanos() + 10 * MILLI);
    assertThat(own.getAttributes().get(ModelKeys.INFERENCE_TIME)).isEqualTo(.003);
    assertThat(OTEL.getSpans().get(1).getAttributes().isEmpty()).isTrue();
  }

  @Test
  void aRequestWhoseSpanHasEndedHasOneOfItsOwnBelowIt() {
    Participant request = participant(span(), null);
    request.span().end();
    recorder.over(call(request));

    assertThat(OTEL.getSpans()).extracting(SpanData::getName).containsExactly("POST", "predict m");
    assertThat(OTEL.getSpans().get(1).getAttributes().get(ModelKeys.QUEUE_TIME)).isEqualTo(.001);
  }

  @Test
  void whatFailedIsOnTheSpanWithTheTimesUpToThen() {
    Participant request = participant(span(), null);
    InferenceCall call = begun(request);
    call.preprocessed(3 * MILLI);
    call.failed(Phase.INFERENCE, new IllegalStateException("no"), 6 * MILLI);
    recorder.over(call);
    request.span().end();

    assertThat(only()).hasStatusSatisfying(status -> status.hasCode(StatusCode.UNSET));
    assertThat(only().getEvents())
        .singleElement()
        .satisfies(
            event -> {
              assertThat(event.getName()).isEqualTo("exception");
              assertThat(event.getEpochNanos()).isEqualTo(ARRIVAL.epochNanos() + 6 * MILLI);
            });
    assertThat(only().getAttributes().get(ModelKeys.INFERENCE_TIME)).isEqualTo(.003);
    assertThat(only().getAttributes().get(ModelKeys.POSTPROCESS_TIME)).isNull();
  }

  @Test
  void aRequestThatCameAnotherWayFailsOnItsOwnSpan() {
    Participant request = new Participant(Context.root().with(span()), null, null, MILLI);
    InferenceCall call = begun(request);
    call.failed(Phase.PREPROCESS, new IllegalStateException("no"), 2 * MILLI);
    recorder.over(call);

    assertThat(only()).hasStatusSatisfying(status -> status.hasCode(StatusCode.ERROR));
    assertThat(only().getAttributes().get(HttpKeys.ERROR_TYPE))
        .isEqualTo(IllegalStateException.class.getName());
    assertThat(only().getAttributes().get(ModelKeys.QUEUE_TIME)).isNull();
    assertThat(only().getAttributes().get(ModelKeys.PREPROCESS_TIME)).isEqualTo(.001);
  }

  private static SpanData only() {
    assertThat(OTEL.getSpans()).hasSize(1);
    return OTEL.getSpans().get(0);
  }

  private static InferenceCall call(Participant... participants) {
    InferenceCall call = begun(participants);
    call.preprocessed(3 * MILLI);
    call.inferred(6 * MILLI);
    call.ended(10 * MILLI);
    return call;
  }

  /** Begins a call a millisecond after the arrival of its requests. */
  private static InferenceCall begun(Participant... participants) {
    return new InferenceCall(List.of(participants), ARRIVAL.at(MILLI), Context.root());
  }

  private static Participant participant(Span span, @Nullable ServedModel asked) {
    Context context = Context.root().with(span);
    return new Participant(context, new RequestInFlight(context, ARRIVAL, false, asked), null, 0);
  }

  private static Span span() {
    return OTEL.getOpenTelemetry().getTracer("test").spanBuilder("POST").startSpan();
  }

  private static SpanContext unsampled() {
    return SpanContext.create(
        "0af7651916cd43dd8448eb211c80319c",
        "00000000000000a1",
        TraceFlags.getDefault(),
        TraceState.getDefault());
  }
}

package io.github.djlobservability.inference;

import static io.opentelemetry.sdk.testing.assertj.OpenTelemetryAssertions.assertThat;
import static io.opentelemetry.sdk.testing.assertj.OpenTelemetryAssertions.equalTo;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.modality.Input;
import ai.djl.modality.Output;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.translate.Batchifier;
import ai.djl.translate.TranslateException;
import io.github.djlobservability.config.LoadSetting;
import io.github.djlobservability.config.RequestSetting;
import io.github.djlobservability.config.Settings;
import io.github.djlobservability.config.value.SpanDetail;
import io.github.djlobservability.model.ModelId;
import io.github.djlobservability.model.ModelSummary;
import io.github.djlobservability.model.ModelWork;
import io.github.djlobservability.model.Phase;
import io.github.djlobservability.model.ServedModel;
import io.github.djlobservability.model.ServedModels;
import io.github.djlobservability.model.Timebase;
import io.github.djlobservability.model.WorkStatistics;
import io.github.djlobservability.model.WorkTotals;
import io.github.djlobservability.observation.CollectedObservations;
import io.github.djlobservability.observation.Observation;
import io.github.djlobservability.observation.Payload;
import io.github.djlobservability.observation.RequestInFlight;
import io.github.djlobservability.observation.RequestsInFlight;
import io.github.djlobservability.payload.tensor.Tensor;
import io.github.djlobservability.telemetry.Telemetry;
import io.github.djlobservability.telemetry.definition.HttpKeys;
import io.github.djlobservability.telemetry.definition.ModelKeys;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.testing.junit5.OpenTelemetryExtension;
import io.opentelemetry.sdk.trace.data.LinkData;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.data.StatusData;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The model door as DJL's predictor drives it. */
class ObservedTranslatorTest {
  @RegisterExtension static final OpenTelemetryExtension OTEL = OpenTelemetryExtension.create();

  private final NDManager manager = NDManager.newBaseManager("OnnxRuntime");
  private final RequestsInFlight inFlight = new RequestsInFlight();
  private final CollectedObservations observations = new CollectedObservations();
  private final ServedModels models = new ServedModels(System::nanoTime);
  private Telemetry telemetry;

  @BeforeEach
  void startTelemetry() {
    telemetry = Telemetry.using(OTEL.getOpenTelemetry(), "test");
  }

  @AfterEach
  void nothingFailed() {
    assertThat(telemetry.failures().count()).isZero();
    manager.close();
  }

  @Test
  void aRequestGetsItsPhasesUnderItsSpan() throws Exception {
    Span request = requestSpan();
    predict(new FakeTranslator(null, new Shape(5, 3)), List.of(input(request)));
    request.end();

    assertThat(names())
        .containsExactlyInAnyOrder(
            "queue m", "preprocess m", "inference m", "postprocess m", "POST");
    for (String phase : List.of("queue m", "preprocess m", "inference m", "postprocess m")) {
      assertThat(span(phase)).hasParentSpanId(request.getSpanContext().getSpanId());
    }
    assertThat(span("POST"))
        .hasAttributesSatisfying(
            equalTo(ModelKeys.BATCH_SIZE, 1L),
            equalTo(ModelKeys.ITEMS, 5L),
            equalTo(ModelKeys.NAME, "m"),
            equalTo(ModelKeys.VERSION, "1"),
            equalTo(ModelKeys.DEVICE, "cpu"));
    assertThat(span("inference m").getStartEpochNanos())
        .isEqualTo(span("preprocess m").getEndEpochNanos());
    assertThat(summary().items()).isEqualTo(5);
    assertThat(summary().inferences()).isEqualTo(1);
  }

  @Test
  void aBatchHasOneSpanLinkedToItsRequests() throws Exception {
    List<Span> requests = List.of(requestSpan(), requestSpan(), requestSpan());
    predict(
        new FakeTranslator(Batchifier.STACK, new Shape(4)),
        requests.stream().map(this::input).collect(Collectors.toList()));

    SpanData batch = span("batch m");
    assertThat(batch)
        .hasNoParent()
        .hasAttributesSatisfying(equalTo(ModelKeys.BATCH_SIZE, 3L), equalTo(ModelKeys.ITEMS, 3L));
    assertThat(linkedSpans(batch))
        .containsExactlyElementsOf(
            requests.stream().map(r -> r.getSpanContext().getSpanId()).toList());
    for (String phase : List.of("preprocess m", "inference m", "postprocess m")) {
      assertThat(span(phase)).hasParentSpanId(batch.getSpanId());
    }
    assertThat(spans("queue m"))
        .hasSize(3)
        .allSatisfy(queue -> assertThat(linkedSpans(queue)).containsExactly(batch.getSpanId()));
    assertThat(summary().phases())
        .hasEntrySatisfying(Phase.QUEUE, queue -> assertThat(queue.count()).isEqualTo(3))
        .hasEntrySatisfying(Phase.INFERENCE, phase -> assertThat(phase.count()).isEqualTo(1));
  }

  @Test
  void aLargeBatchIsLinkedInChunks() throws Exception {
    List<Span> requests = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      requests.add(requestSpan());
    }
    predict(
        new FakeTranslator(Batchifier.STACK, new Shape(4)),
        requests.stream().map(this::input).collect(Collectors.toList()));
    List<SpanData> batches = spans("batch m");
    assertThat(batches)
        .extracting(batch -> batch.getLinks().size())
        .containsExactlyInAnyOrder(128, 128, 44);
    Set<String> linked =
        batches.stream().flatMap(b -> linkedSpans(b).stream()).collect(Collectors.toSet());
    assertThat(linked).hasSize(300);
    assertThat(batches).extracting(SpanData::getTraceId).containsOnly(batches.get(0).getTraceId());
  }

  @Test
  void aRequestThatCamePastTheHttpDoorGetsASpanOfItsOwn() throws Exception {
    Input input = new Input();
    input.addProperty("Traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01");
    predict(new FakeTranslator(null, new Shape(2, 3)), List.of(input));
    SpanData predict = span("predict m");
    assertThat(predict)
        .hasTraceId("0af7651916cd43dd8448eb211c80319c")
        .hasParentSpanId("b7ad6b7169203331")
        .hasAttributesSatisfying(equalTo(ModelKeys.ITEMS, 2L));
    assertThat(span("inference m")).hasParentSpanId(predict.getSpanId());
    assertThat(names()).doesNotContain("queue m");
  }

  @Test
  void aFailureInPreprocessingIsPassedOnAndWritten() {
    Span request = requestSpan();
    FakeTranslator broken = new FakeTranslator(null, new Shape(1, 3));
    broken.failure = new TranslateException("no such column");
    assertThatThrownBy(() -> predict(broken, List.of(input(request)))).isSameAs(broken.failure);
    assertThat(span("preprocess m"))
        .hasStatus(StatusData.error())
        .hasAttributesSatisfying(equalTo(HttpKeys.ERROR_TYPE, TranslateException.class.getName()))
        .hasEventsSatisfyingExactly(
            event ->
                event
                    .hasName("exception")
                    .hasAttributesSatisfying(
                        attributes ->
                            assertThat(attributes.toString())
                                .contains(TranslateException.class.getName(), "\tat ")
                                .doesNotContain("no such column")));
    assertThat(names()).doesNotContain("inference m", "postprocess m");
    assertThat(summary().inferenceErrors()).isEqualTo(1);
    assertThat(summary().items()).isZero();
  }

  @Test
  void aForwardPassThatThrowsIsSeenWhenItsContextIsClosed() throws Exception {
    Span request = requestSpan();
    ObservedTranslator translator = observed(new FakeTranslator(null, new Shape(1, 3)));
    try (FakeContext context = new FakeContext(manager.newSubManager())) {
      translator.processInput(context, input(request));
    }
    assertThat(span("inference m"))
        .hasStatus(StatusData.error())
        .hasAttributesSatisfying(equalTo(HttpKeys.ERROR_TYPE, "_OTHER"));
    assertThat(summary().inferenceErrors()).isEqualTo(1);
  }

  @Test
  void aFailureInPostprocessingIsPassedOnAndWritten() throws Exception {
    FakeTranslator broken = new FakeTranslator(null, new Shape(1, 3));
    ObservedTranslator translator = observed(broken);
    try (FakeContext context = new FakeContext(manager.newSubManager())) {
      NDList list = translator.processInput(context, input(requestSpan()));
      broken.failure = new IllegalStateException("no such class");
      assertThatThrownBy(() -> translator.processOutput(context, list)).isSameAs(broken.failure);
    }
    assertThat(span("postprocess m")).hasStatus(StatusData.error());
    assertThat(span("inference m")).hasStatus(StatusData.unset());
  }

  @Test
  void inputsOneByOneAreCallsOfTheirOwn() throws Exception {
    ObservedTranslator translator = observed(new FakeTranslator(null, new Shape(1, 3)));
    try (FakeContext context = new FakeContext(manager.newSubManager())) {
      for (int i = 0; i < 3; i++) {
        translator.processOutput(context, translator.processInput(context, input(requestSpan())));
      }
    }
    assertThat(spans("inference m")).hasSize(3);
    assertThat(names()).doesNotContain("batch m");
  }

  @Test
  void whatFailsOneByOneTakesAlongWhatSucceededBefore() throws Exception {
    FakeTranslator translator = new FakeTranslator(null, new Shape(1, 3));
    ObservedTranslator observed = observed(translator);
    Span innocent = requestSpan();
    Span culprit = requestSpan();
    try (FakeContext context = new FakeContext(manager.newSubManager())) {
      observed.processOutput(context, observed.processInput(context, input(innocent)));
      translator.failure = new TranslateException("no such column");
      assertThatThrownBy(() -> observed.processInput(context, input(culprit)))
          .isSameAs(translator.failure);
    }

    RequestInFlight first = request(innocent);
    assertThat(first.failedWith()).isEqualTo(culprit.getSpanContext());
    assertThat(first.isFailedByModel()).isTrue();
    RequestInFlight second = request(culprit);
    assertThat(second.failedWith()).isNull();
  }

  @Test
  void whatTheHttpDoorHasNotCountedIsInFlightWhileItRuns() throws Exception {
    List<Long> inFlightThen = new ArrayList<>();
    FakeTranslator translator = new FakeTranslator(Batchifier.STACK, new Shape(4));
    translator.whenCalled = () -> inFlightThen.add(work().inFlight());
    Span counted = requestSpan();
    Span withoutVersion = requestSpan();
    models.add(new ModelId("m", "1"), Settings.DEFAULTS, true);
    WorkStatistics statistics = model().statistics().work();
    statistics.arrived();
    RequestInFlight request = inFlight.find(Participant.traceparent(input(counted)));
    assertThat(request).isNotNull();
    request.countedAmong(statistics);

    predict(translator, List.of(input(counted), input(withoutVersion), new Input()));

    // One was in flight before and is so still; of the others nobody had known.
    assertThat(inFlightThen).isNotEmpty().containsOnly(3L);
    assertThat(work().inFlight()).isEqualTo(1);
    assertThat(work().arrived()).isEqualTo(3);
    translator.failure = new IllegalStateException("no");
    assertThatThrownBy(() -> predict(translator, List.of(new Input())))
        .isInstanceOf(IllegalStateException.class);
    assertThat(work().inFlight()).isEqualTo(1);
  }

  @Test
  void countsNoWorkWhereNobodyWatchesTheLoad() throws Exception {
    FakeTranslator translator = new FakeTranslator(Batchifier.STACK, new Shape(4));
    predict(translator, List.of(input(requestSpan())));
    assertThat(work().calls()).isEqualTo(1);

    Settings off = Settings.DEFAULTS.with(LoadSetting.LOAD, false);
    predict(translator, List.of(input(requestSpan())), off);

    assertThat(work().calls()).isEqualTo(1);
    assertThat(summary().inferences()).isEqualTo(2);
  }

  @Test
  void withRequestDetailThereAreNoSpansBelowTheRequest() throws Exception {
    Span request = requestSpan();
    Settings settings = Settings.DEFAULTS.with(RequestSetting.SPAN_DETAIL, SpanDetail.REQUEST);
    predict(
        new FakeTranslator(Batchifier.STACK, new Shape(4)),
        List.of(input(request), input(requestSpan())),
        settings);
    request.end();
    assertThat(names()).containsExactly("POST");
    assertThat(summary().inferences()).isEqualTo(2);
  }

  @Test
  void aBatchWithNoSampledRequestHasNoSpan() throws Exception {
    Span one = inFlight(Span.wrap(unsampled("00000000000000a1")));
    Span other = inFlight(Span.wrap(unsampled("00000000000000a2")));
    predict(new FakeTranslator(Batchifier.STACK, new Shape(4)), List.of(input(one), input(other)));
    assertThat(names()).doesNotContain("batch m");
    assertThat(summary().inferences()).isEqualTo(2);
  }

  @Test
  void aRequestOfTheDoctorIsHandedOverWithoutWhatItHolds() throws Exception {
    Input input = input(requestSpan());
    RequestInFlight request = inFlight.find(Participant.traceparent(input));
    assertThat(request).isNotNull();
    request.leaveOut();
    predict(new FakeTranslator(null, new Shape(2, 3)), List.of(input));
    assertThat(observations.taken()).hasSize(1);
    assertThat(observations.taken().get(0).input()).isEqualTo(Payload.DOCTOR);
  }

  @Test
  void aRequestWhoseClientLeftBeforeIsHandedOverAsOneThatIsLogged() throws Exception {
    Span left = requestSpan();
    assertThat(request(left).logs()).as("as the HTTP door asks").isTrue();
    Span stays = requestSpan();
    predict(new FakeTranslator(null, new Shape(2, 3)), List.of(input(left), input(stays)));
    assertThat(observations.taken())
        .extracting(taken -> taken.completion().logged())
        .containsExactly(true, false);
    assertThat(request(stays).logs()).as("the HTTP door hears of it later").isFalse();
  }

  @Test
  void whatAPartOfAWorkflowFailsIsHandedOverAsThePartsOwn() throws Exception {
    observations.takeFailed();
    ServedModel workflow = models.add(new ModelId("wf", null), Settings.DEFAULTS, true);
    Span span = OTEL.getOpenTelemetry().getTracer("test").spanBuilder("POST").startSpan();
    inFlight.add(new RequestInFlight(Context.root().with(span), Timebase.now(), false, workflow));
    FakeTranslator translator = new FakeTranslator(null, new Shape(1, 3));
    translator.failure = new IllegalStateException("no");
    assertThatThrownBy(() -> predict(translator, List.of(input(span))))
        .isSameAs(translator.failure);
    assertThat(observations.taken())
        .singleElement()
        .satisfies(
            taken -> {
              assertThat(taken.model()).isEqualTo(new ModelId("m", "1"));
              assertThat(taken.completion().failure()).as("in preprocess").isEqualTo("client");
            });
  }

  @Test
  void jsonIsHandedOverAsItCame() throws Exception {
    Span request = requestSpan();
    Input input = input(request);
    input.addProperty("Content-Type", "application/json");
    input.addProperty("requestId", "id-7");
    input.add("data", "[{\"age\": 41}, {\"age\": 42}]");
    predict(new FakeTranslator(null, new Shape(2, 3)), List.of(input));
    Observation taken = observations.taken().get(0);
    assertThat(taken.traceId()).isEqualTo(request.getSpanContext().getTraceId());
    assertThat(taken.requestId()).isEqualTo("id-7");
    assertThat(((Payload.Body) taken.input()).bytes())
        .asString(UTF_8)
        .isEqualTo("[{\"age\": 41}, {\"age\": 42}]");
    assertThat(((Payload.Body) taken.output()).bytes()).asString(UTF_8).contains("\"yes\"");
  }

  @Test
  void whatIsNoJsonIsHandedOverAsNumbers() throws Exception {
    predict(new FakeTranslator(null, new Shape(2, 3)), List.of(input(requestSpan())));
    Payload.Tensors taken = (Payload.Tensors) observations.taken().get(0).input();
    assertThat(taken.arrays())
        .singleElement()
        .extracting(Tensor::shape)
        .isEqualTo(new int[] {2, 3});
  }

  @Test
  void eachRequestOfABatchIsHandedOver() throws Exception {
    predict(
        new FakeTranslator(Batchifier.STACK, new Shape(4)),
        List.of(input(requestSpan()), input(requestSpan())));
    assertThat(observations.taken())
        .hasSize(2)
        .allSatisfy(
            taken ->
                assertThat(((Payload.Tensors) taken.input()).arrays())
                    .extracting(Tensor::shape)
                    .containsExactly(new int[] {1, 4}));
  }

  @Test
  void theRequestsSpanIsCurrentWhileTheTranslatorRuns() throws Exception {
    Span request = requestSpan();
    FakeTranslator translator = new FakeTranslator(null, new Shape(1, 3));
    predict(translator, List.of(input(request)));
    assertThat(translator.currentSpans).containsOnly(request.getSpanContext().getSpanId());
    assertThat(Context.current()).isSameAs(Context.root());
  }

  private void predict(FakeTranslator translator, List<Input> inputs) throws Exception {
    predict(translator, inputs, Settings.DEFAULTS);
  }

  /** Does what DJL's predictor does. */
  private void predict(FakeTranslator translator, List<Input> inputs, Settings settings)
      throws Exception {
    ObservedTranslator observed = observed(translator, settings);
    try (FakeContext context = new FakeContext(manager.newSubManager())) {
      if (observed.getBatchifier() == null) {
        for (Input input : inputs) {
          Output unused = observed.processOutput(context, observed.processInput(context, input));
        }
      } else {
        List<Output> unused =
            observed.batchProcessOutput(context, observed.batchProcessInput(context, inputs));
      }
    }
  }

  private ObservedTranslator observed(FakeTranslator translator) {
    return observed(translator, Settings.DEFAULTS);
  }

  private ObservedTranslator observed(FakeTranslator translator, Settings settings) {
    ServedModel model = models.add(new ModelId("m", "1"), settings, true);
    CallRecorder recorder = new CallRecorder(telemetry, inFlight, model, "cpu");
    return new ObservedTranslator(
        translator,
        new ModelObserver(
            recorder,
            new CallObservations(
                model.id(), observations, new HttpSight(() -> true, asked -> true)),
            new ComputeMeter(ModelWork.NONE, "cpu", "OnnxRuntime", false),
            telemetry.failures()));
  }

  private Span requestSpan() {
    return inFlight(OTEL.getOpenTelemetry().getTracer("test").spanBuilder("POST").startSpan());
  }

  private static SpanContext unsampled(String spanId) {
    return SpanContext.create(
        "0af7651916cd43dd8448eb211c80319c",
        spanId,
        TraceFlags.getDefault(),
        TraceState.getDefault());
  }

  private Span inFlight(Span span) {
    inFlight.add(new RequestInFlight(Context.root().with(span), Timebase.now(), false, null));
    return span;
  }

  private RequestInFlight request(Span span) {
    return Objects.requireNonNull(inFlight.find(Participant.traceparent(input(span))));
  }

  private Input input(Span request) {
    Input input = new Input();
    input.addProperty(
        "traceparent",
        "00-%s-%s-01"
            .formatted(
                request.getSpanContext().getTraceId(), request.getSpanContext().getSpanId()));
    return input;
  }

  private ModelSummary summary() {
    return model().statistics().summary();
  }

  private WorkTotals work() {
    return model().statistics().work().totals();
  }

  private ServedModel model() {
    ServedModel model = models.find("m", "1");
    assertThat(model).isNotNull();
    return model;
  }

  private static List<String> names() {
    return OTEL.getSpans().stream().map(SpanData::getName).toList();
  }

  private static List<SpanData> spans(String name) {
    return OTEL.getSpans().stream().filter(span -> span.getName().equals(name)).toList();
  }

  private static SpanData span(String name) {
    List<SpanData> spans = spans(name);
    assertThat(spans).as(name).hasSize(1);
    return spans.get(0);
  }

  private static List<String> linkedSpans(SpanData span) {
    return span.getLinks().stream()
        .map(LinkData::getSpanContext)
        .map(context -> context.getSpanId())
        .toList();
  }

  /** Makes a tensor of a given shape for each input; throws what it is told to. */
  private final class FakeTranslator implements ai.djl.translate.Translator<Input, Output> {
    private final @Nullable Batchifier batchifier;
    private final Shape shape;
    private final List<String> currentSpans = new ArrayList<>();
    private @Nullable Exception failure;
    private Runnable whenCalled = () -> {};

    FakeTranslator(@Nullable Batchifier batchifier, Shape shape) {
      this.batchifier = batchifier;
      this.shape = shape;
    }

    @Override
    public NDList processInput(ai.djl.translate.TranslatorContext ctx, Input input)
        throws Exception {
      look();
      return new NDList(manager.create(new float[(int) shape.size()], shape));
    }

    @Override
    public NDList batchProcessInput(ai.djl.translate.TranslatorContext ctx, List<Input> inputs)
        throws Exception {
      look();
      Shape batched = new Shape(inputs.size()).addAll(shape);
      return new NDList(manager.create(new float[(int) batched.size()], batched));
    }

    @Override
    public Output processOutput(ai.djl.translate.TranslatorContext ctx, NDList list)
        throws Exception {
      look();
      return output();
    }

    @Override
    public List<Output> batchProcessOutput(ai.djl.translate.TranslatorContext ctx, NDList list)
        throws Exception {
      look();
      return Collections.nCopies((int) list.get(0).getShape().get(0), output());
    }

    @Override
    public @Nullable Batchifier getBatchifier() {
      return batchifier;
    }

    private Output output() {
      Output output = new Output();
      output.add("{\"class\": \"yes\"}");
      return output;
    }

    private void look() throws Exception {
      currentSpans.add(Span.current().getSpanContext().getSpanId());
      whenCalled.run();
      if (failure != null) {
        throw failure;
      }
    }
  }
}

package io.github.djlobservability.inference;

import static io.opentelemetry.sdk.testing.assertj.OpenTelemetryAssertions.assertThat;
import static io.opentelemetry.sdk.testing.assertj.OpenTelemetryAssertions.equalTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import ai.djl.Device;
import ai.djl.Model;
import ai.djl.inference.Predictor;
import ai.djl.modality.Input;
import ai.djl.modality.Output;
import ai.djl.repository.zoo.ZooModel;
import ai.djl.serving.wlm.ModelInfo;
import ai.djl.translate.NoopTranslator;
import ai.djl.translate.TranslateException;
import ai.djl.translate.Translator;
import io.github.djlobservability.config.Settings;
import io.github.djlobservability.model.ModelId;
import io.github.djlobservability.model.Phase;
import io.github.djlobservability.model.ServedModel;
import io.github.djlobservability.model.ServedModels;
import io.github.djlobservability.model.Timebase;
import io.github.djlobservability.observation.CollectedObservations;
import io.github.djlobservability.observation.Completion;
import io.github.djlobservability.observation.Observation;
import io.github.djlobservability.observation.Payload;
import io.github.djlobservability.observation.RequestInFlight;
import io.github.djlobservability.observation.RequestsInFlight;
import io.github.djlobservability.telemetry.Telemetry;
import io.github.djlobservability.telemetry.definition.HttpKeys;
import io.github.djlobservability.telemetry.definition.ModelKeys;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.testing.junit5.OpenTelemetryExtension;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.data.StatusData;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class EngineObserverTest {
  @RegisterExtension static final OpenTelemetryExtension OTEL = OpenTelemetryExtension.create();

  private final RequestsInFlight inFlight = new RequestsInFlight();
  private boolean httpDoorSeesAll = true;
  private final Set<ModelId> asked = new HashSet<>();
  private final CollectedObservations observations = new CollectedObservations();
  private final ServedModels models = new ServedModels(System::nanoTime);
  private final ServedModel py = models.add(new ModelId("py", null), Settings.DEFAULTS, false);
  private final Model model = Model.newInstance("py", "OnnxRuntime");
  private final List<RequestInFlight> requests = new ArrayList<>();
  private Telemetry telemetry;

  @BeforeEach
  void startTelemetry() {
    asked.add(py.id());
    telemetry = Telemetry.using(OTEL.getOpenTelemetry(), "test");
  }

  @AfterEach
  void nothingFailed() {
    model.close();
    assertThat(telemetry.failures().count()).isZero();
  }

  @Test
  void aCallOfTheEngineIsQueueAndInference() throws TranslateException {
    Span request = inFlight(py);
    List<Output> outputs = call(py, inputs -> List.of(new Output()), input(request));
    request.end();
    assertThat(outputs).hasSize(1);
    assertThat(names()).containsExactlyInAnyOrder("queue py", "inference py", "POST");
    assertThat(span("inference py")).hasParentSpanId(request.getSpanContext().getSpanId());
    assertThat(span("queue py").getEndEpochNanos())
        .isEqualTo(span("inference py").getStartEpochNanos());
    assertThat(span("POST"))
        .hasAttributes(
            io.opentelemetry.api.common.Attributes.of(
                ModelKeys.NAME, "py", ModelKeys.DEVICE, "cpu", ModelKeys.BATCH_SIZE, 1L));
    assertThat(py.statistics().summary().inferences()).isEqualTo(1);
    assertThat(py.statistics().summary().items()).as("the HTTP door counts them").isZero();
    assertThat(py.statistics().summary().phases())
        .hasEntrySatisfying(Phase.PREPROCESS, phase -> assertThat(phase.count()).isZero());
    assertThat(observations.taken()).as("the HTTP door hands them over").isEmpty();
  }

  @Test
  void aBatchIsOneCallLinkedToItsRequests() throws TranslateException {
    Span one = inFlight(py);
    Span other = inFlight(py);
    call(py, inputs -> List.of(new Output(), new Output()), input(one), input(other));
    assertThat(span("batch py"))
        .hasAttributesSatisfying(equalTo(ModelKeys.BATCH_SIZE, 2L))
        .hasTotalRecordedLinks(2);
    assertThat(span("inference py")).hasParentSpanId(span("batch py").getSpanId());
    assertThat(names()).filteredOn("queue py"::equals).hasSize(2);
  }

  @Test
  void aClockThatIsSetLeavesTheTimesOfABatchRight() throws TranslateException {
    Timebase now = Timebase.now();
    long back = TimeUnit.SECONDS.toNanos(-1800);
    long on = TimeUnit.SECONDS.toNanos(3600);
    Span one = inFlight(py, now);
    Span other = inFlight(py, new Timebase(now.nanoTime(), now.epochNanos() + back));
    Span third = inFlight(py, new Timebase(now.nanoTime(), now.epochNanos() + on));
    Output fine = new Output();
    call(py, inputs -> List.of(fine, fine, fine), input(one), input(other), input(third));

    assertThat(OTEL.getSpans())
        .filteredOn(span -> span.getName().equals("queue py"))
        .hasSize(3)
        .allSatisfy(
            span ->
                assertThat(span.getEndEpochNanos() - span.getStartEpochNanos())
                    .isBetween(0L, TimeUnit.MINUTES.toNanos(1)))
        .extracting(SpanData::getStartEpochNanos)
        .containsExactlyInAnyOrder(
            now.epochNanos(), now.epochNanos() + back, now.epochNanos() + on);
  }

  @Test
  void anOutputThatSaysTheModelFailedIsAFailure() throws TranslateException {
    Span request = inFlight(py);
    call(py, inputs -> List.of(new Output(424, "no")), input(request));
    assertThat(span("inference py"))
        .hasStatus(StatusData.error())
        .hasAttributesSatisfying(equalTo(HttpKeys.ERROR_TYPE, "424"));
    assertThat(requests.get(0).isFailedByModel()).isTrue();
    assertThat(py.statistics().summary().inferenceErrors()).isEqualTo(1);
  }

  @Test
  void ofABatchOnlyTheRequestThatFailedIsAFailure() throws TranslateException {
    Span good = inFlight(py);
    Span bad = inFlight(py);
    call(py, inputs -> List.of(new Output(), new Output(500, "")), input(good), input(bad));
    assertThat(requests).extracting(RequestInFlight::isFailedByModel).containsExactly(false, true);
    assertThat(span("inference py")).hasStatus(StatusData.unset());
  }

  @Test
  void whatTheClientDidWrongIsNoFailureOfTheModel() throws TranslateException {
    Span request = inFlight(py);
    call(py, inputs -> List.of(new Output(400, "no")), input(request));
    assertThat(requests.get(0).isFailedByModel()).isFalse();
  }

  @Test
  void anExceptionPassesAndIsAFailure() {
    Span request = inFlight(py);
    TranslateException dead = new TranslateException("process is stopped");
    assertThatThrownBy(
            () ->
                call(
                    py,
                    inputs -> {
                      throw new WrappedException(dead);
                    },
                    input(request)))
        .isSameAs(dead);
    assertThat(span("inference py"))
        .hasStatus(StatusData.error())
        .hasAttributesSatisfying(equalTo(HttpKeys.ERROR_TYPE, TranslateException.class.getName()));
    assertThat(requests.get(0).isFailedByModel()).isTrue();
  }

  @Test
  void partsOfAWorkflowAreLinkedInOneTraceAndTheRequestKeepsTheWorkflowsName()
      throws TranslateException {
    ServedModel workflow = models.add(new ModelId("wf", null), Settings.DEFAULTS, true);
    ServedModel second = models.add(new ModelId("b", null), Settings.DEFAULTS, false);
    Span request = inFlight(workflow);
    Input input = input(request);
    input.addProperty("requestId", "id-1");
    Output between = new Output();
    between.add("{\"a\": 1}");
    call(py, inputs -> List.of(between), input);
    call(second, inputs -> List.of(new Output(424, "no")), between);
    request.end();

    assertThat(names())
        .containsExactlyInAnyOrder("queue py", "inference py", "queue b", "inference b", "POST");
    assertThat(OTEL.getSpans())
        .extracting(SpanData::getTraceId)
        .containsOnly(request.getSpanContext().getTraceId());
    assertThat(span("queue b").getStartEpochNanos())
        .isEqualTo(span("inference py").getEndEpochNanos());
    assertThat(span("POST").getAttributes().isEmpty()).as("the HTTP door names it").isTrue();
    assertThat(requests.get(0).model()).isSameAs(workflow);
    assertThat(py.statistics().summary().inferenceErrors()).isZero();
    assertThat(second.statistics().summary().inferenceErrors()).isEqualTo(1);
    assertThat(observations.taken())
        .singleElement()
        .satisfies(
            taken -> {
              assertThat(taken.model()).isEqualTo(py.id());
              assertThat(taken.requestId()).isEqualTo("id-1");
              assertThat(taken.output()).isInstanceOf(Payload.Body.class);
            });
  }

  @Test
  void whatComesPastTheHttpDoorIsHandedOver() throws TranslateException {
    Input past = new Input();
    past.addProperty("requestId", "id-2");
    past.add("data", "{\"a\": 1}");
    Output response = new Output();
    response.add("{\"class\": 1}");
    List<Output> unused = call(py, inputs -> List.of(response), past);
    assertThat(observations.taken()).isEmpty();

    httpDoorSeesAll = false;
    unused = call(py, inputs -> List.of(response), past);
    unused = call(py, inputs -> List.of(response), input(inFlight(py)));
    assertThat(observations.taken())
        .singleElement()
        .satisfies(
            taken -> {
              assertThat(taken.model()).isEqualTo(py.id());
              assertThat(taken.requestId()).isEqualTo("id-2");
              assertThat(taken.input()).isInstanceOf(Payload.Body.class);
              assertThat(taken.output()).isInstanceOf(Payload.Body.class);
            });
  }

  @Test
  void whatTheHttpDoorCanNotTellTheModelOfIsHandedOver() throws TranslateException {
    observations.takeFailed();
    Input named = input(inFlight(null, Timebase.now(), false));
    named.addProperty("requestId", "id-3");
    named.add("data", "{\"a\": 1}");
    List<Output> unused = call(py, inputs -> List.of(new Output()), named);
    unused = call(py, inputs -> List.of(new Output(424, "no")), named);

    assertThat(observations.taken())
        .allSatisfy(
            taken -> {
              assertThat(taken.model()).isEqualTo(py.id());
              assertThat(taken.requestId()).isEqualTo("id-3");
              assertThat(taken.input()).isInstanceOf(Payload.Body.class);
            })
        .extracting(taken -> taken.completion().failure())
        .containsExactly(null, "backend");
  }

  @Test
  void theResultOfAnAsynchronousRequestIsHandedOver() throws TranslateException {
    Input later = input(inFlight(py, Timebase.now(), true));
    Output response = new Output();
    response.add("{\"class\": 1}");
    List<Output> unused = call(py, inputs -> List.of(response), later);

    assertThat(observations.taken())
        .singleElement()
        .satisfies(taken -> assertThat(taken.output()).isInstanceOf(Payload.Body.class));
  }

  @Test
  void whatCarriesNoTraceIsHandedOverWhereTheModelIsOnlyAPart() throws TranslateException {
    List<Output> unused = call(py, inputs -> List.of(new Output()), new Input());
    assertThat(observations.taken()).as("the HTTP door hands it over").isEmpty();

    asked.clear();
    unused = call(py, inputs -> List.of(new Output()), new Input());
    assertThat(observations.taken()).hasSize(1);
  }

  @Test
  void whatAPartOfAWorkflowFailsIsHandedOverAsThePartsOwn() throws TranslateException {
    observations.takeFailed();
    ServedModel workflow = models.add(new ModelId("wf", null), Settings.DEFAULTS, true);
    Input input = input(inFlight(workflow));
    input.add("data", "{\"a\": 1}");
    List<Output> unused = call(py, inputs -> List.of(new Output(424, "no")), input);
    unused = call(py, inputs -> List.of(new Output(400, "no")), input);
    assertThatThrownBy(
            () ->
                call(
                    py,
                    inputs -> {
                      throw new WrappedException(new TranslateException("process is stopped"));
                    },
                    input))
        .isInstanceOf(TranslateException.class);

    assertThat(observations.taken())
        .allSatisfy(
            taken -> {
              assertThat(taken.model()).isEqualTo(py.id());
              assertThat(taken.input()).isInstanceOf(Payload.Body.class);
            })
        .extracting(Observation::completion)
        .extracting(Completion::status, Completion::failure)
        .containsExactly(tuple(424, "backend"), tuple(400, "client"), tuple(0, "backend"));
  }

  @Test
  void whatAModelOfItsOwnFailsTheHttpDoorHandsOver() throws TranslateException {
    observations.takeFailed();
    List<Output> unused = call(py, inputs -> List.of(new Output(424, "no")), input(inFlight(py)));
    assertThat(observations.taken()).isEmpty();
  }

  @Test
  void aServersMapOfLoadedModelsWrapsTheCopyThatWasAskedFor() throws Exception {
    ModelInfo<Input, Output> info =
        new ModelInfo<>(
            "py",
            "file:///none",
            null,
            null,
            null,
            Input.class,
            Output.class,
            -1,
            -1,
            -1,
            -1,
            -1,
            -1);
    ObservedModels.observe(info, Device.cpu(), observer(py));
    ObservedModels.observe(info, Device.gpu(0), observer(py));
    ZooModel<Input, Output> loaded = new Loaded(inputs -> List.of(new Output()));
    info.getModels().put(Device.cpu(), loaded);
    info.getModels().put(Device.gpu(1), loaded);

    assertThat(info.getModels().get(Device.gpu(1))).isSameAs(loaded);
    try (Predictor<Input, Output> predictor = info.getModel(Device.cpu()).newPredictor()) {
      assertThat(predictor.predict(input(inFlight(py))).getCode()).isEqualTo(200);
    }
    assertThat(names()).contains("inference py");
  }

  private List<Output> call(
      ServedModel served, Function<List<Input>, List<Output>> engine, Input... inputs)
      throws TranslateException {
    ZooModel<Input, Output> observed = new ObservedZooModel(new Loaded(engine), observer(served));
    try (Predictor<Input, Output> predictor = observed.newPredictor()) {
      return predictor.batchPredict(List.of(inputs));
    }
  }

  private EngineObserver observer(ServedModel served) {
    return new EngineObserver(
        new CallRecorder(telemetry, inFlight, served, "cpu"),
        new CallObservations(
            served.id(), observations, new HttpSight(() -> httpDoorSeesAll, asked::contains)),
        telemetry.failures());
  }

  private Span inFlight(ServedModel named) {
    return inFlight(named, Timebase.now());
  }

  private Span inFlight(ServedModel named, Timebase arrival) {
    Span span = inFlight(named, arrival, false);
    if (!named.translated()) {
      requests.get(requests.size() - 1).handedOver(true);
    }
    return span;
  }

  /** The HTTP door hands nothing over. */
  private Span inFlight(@Nullable ServedModel named, Timebase arrival, boolean asynchronous) {
    Span span = OTEL.getOpenTelemetry().getTracer("test").spanBuilder("POST").startSpan();
    RequestInFlight request =
        new RequestInFlight(Context.root().with(span), arrival, asynchronous, named);
    requests.add(request);
    inFlight.add(request);
    return span;
  }

  private static Input input(Span request) {
    Input input = new Input();
    input.addProperty(
        "traceparent",
        "00-%s-%s-01"
            .formatted(
                request.getSpanContext().getTraceId(), request.getSpanContext().getSpanId()));
    return input;
  }

  private static List<String> names() {
    return OTEL.getSpans().stream().map(SpanData::getName).toList();
  }

  private static SpanData span(String name) {
    return OTEL.getSpans().stream()
        .filter(span -> span.getName().equals(name))
        .findFirst()
        .orElseThrow();
  }

  /** Carries a checked exception out of a function. */
  private static final class WrappedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    WrappedException(TranslateException cause) {
      super(cause);
    }
  }

  /** A model of an engine that, like Python's, computes without asking a translator. */
  private final class Loaded extends ZooModel<Input, Output> {
    private final Function<List<Input>, List<Output>> engine;

    Loaded(Function<List<Input>, List<Output>> engine) {
      super(model, unchecked(new NoopTranslator()));
      this.engine = engine;
    }

    @Override
    public <P, Q> Predictor<P, Q> newPredictor(Translator<P, Q> translator, Device device) {
      return new Predictor<>(model, translator, device, false) {
        @Override
        public List<Q> batchPredict(List<P> inputs) throws TranslateException {
          try {
            return unchecked(engine.apply(unchecked(inputs)));
          } catch (WrappedException e) {
            throw (TranslateException) e.getCause();
          }
        }
      };
    }
  }

  @SuppressWarnings({
    "unchecked",
    "TypeParameterUnusedInFormals"
  }) // the types are known to the test
  private static <T> T unchecked(Object object) {
    return (T) object;
  }
}

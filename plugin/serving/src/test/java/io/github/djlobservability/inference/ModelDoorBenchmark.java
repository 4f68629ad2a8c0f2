package io.github.djlobservability.inference;

import ai.djl.modality.Input;
import ai.djl.modality.Output;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.translate.Batchifier;
import ai.djl.translate.Translator;
import ai.djl.translate.TranslatorContext;
import io.github.djlobservability.config.RequestSetting;
import io.github.djlobservability.config.Settings;
import io.github.djlobservability.config.value.SpanDetail;
import io.github.djlobservability.hardware.Hardware;
import io.github.djlobservability.model.ModelId;
import io.github.djlobservability.model.ModelWork;
import io.github.djlobservability.model.ServedModels;
import io.github.djlobservability.model.Timebase;
import io.github.djlobservability.observation.BenchmarkBody;
import io.github.djlobservability.observation.RequestInFlight;
import io.github.djlobservability.observation.RequestsInFlight;
import io.github.djlobservability.telemetry.BenchmarkTelemetry;
import io.github.djlobservability.telemetry.Telemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Context;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** Measures the cost of a prediction at the model door, beside the same translator without it. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class ModelDoorBenchmark {
  /** "none" is the translator as it is, "compact" is sampled with one span a request. */
  @Param({"none", "unsampled", "sampled", "compact"})
  public String door = "none";

  /** Whether the thread's counters are read; also to be tried with "false". */
  @Param("true")
  public boolean withHardware;

  /** Whether a thread of its own writes requests down, as with an SDK of ours. */
  @Param({"true", "false"})
  public boolean withWriter;

  /** The body of the request, which somebody looks at. Also to be tried with the others. */
  @Param("NONE") // JSON, WAV, JPEG
  public BenchmarkBody body = BenchmarkBody.NONE;

  /** How many numbers the translator makes of it. */
  @Param("1000")
  public int numbers = 1000;

  private final NDManager manager = NDManager.newBaseManager("OnnxRuntime");
  private final RequestsInFlight inFlight = new RequestsInFlight();
  private Translator<Input, Output> translator = new IdleTranslator(new NDList());
  private @Nullable Telemetry telemetry;

  @Setup
  public void wrap() {
    translator =
        new IdleTranslator(new NDList(manager.create(new float[numbers], new Shape(1, numbers))));
    if (door.equals("none")) {
      return;
    }
    boolean sampled = !door.equals("unsampled");
    Telemetry started =
        withWriter
            ? BenchmarkTelemetry.startWithWriter(sampled)
            : BenchmarkTelemetry.start(sampled);
    telemetry = started;
    var model = new ServedModels(System::nanoTime).add(new ModelId("m", null), settings(), true);
    CallRecorder recorder = new CallRecorder(started, inFlight, model, "cpu");
    translator =
        new ObservedTranslator(
            translator,
            new ModelObserver(
                recorder,
                new CallObservations(
                    model.id(), body.observations(), new HttpSight(() -> true, asked -> true)),
                new ComputeMeter(work(started, model.id()), "cpu", "OnnxRuntime", false),
                started.failures()));
  }

  private Settings settings() {
    return door.equals("compact")
        ? Settings.DEFAULTS.with(RequestSetting.SPAN_DETAIL, SpanDetail.COMPACT)
        : Settings.DEFAULTS;
  }

  private ModelWork work(Telemetry started, ModelId model) {
    return withHardware
        ? Hardware.start("none", started, Map.of()).workOf(model, "cpu")
        : ModelWork.NONE;
  }

  @TearDown
  public void close() {
    manager.close();
  }

  @Benchmark
  public Output predict() throws Exception {
    Input input = new Input();
    if (body != BenchmarkBody.NONE) {
      input.add("data", body.bytes());
      input.addProperty("Content-Type", body.type());
    }
    RequestInFlight request = telemetry == null ? null : open(telemetry, input);
    Output output;
    try (FakeContext context = new FakeContext(manager.newSubManager())) {
      output = translator.processOutput(context, translator.processInput(context, input));
    }
    if (request != null) {
      inFlight.answered(request);
    }
    return output;
  }

  /**
   * Opens a request as the HTTP door leaves it for the model door; its own cost is measured
   * elsewhere.
   */
  private RequestInFlight open(Telemetry open, Input input) {
    Span span = open.tracer().spanBuilder("POST").startSpan();
    RequestInFlight request =
        new RequestInFlight(Context.root().with(span), Timebase.now(), false, null);
    inFlight.add(request);
    input.addProperty(
        "traceparent",
        "00-"
            + span.getSpanContext().getTraceId()
            + "-"
            + span.getSpanContext().getSpanId()
            + "-01");
    return request;
  }

  private record IdleTranslator(NDList tensor) implements Translator<Input, Output> {
    @Override
    public NDList processInput(TranslatorContext ctx, Input input) {
      return tensor;
    }

    @Override
    public Output processOutput(TranslatorContext ctx, NDList list) {
      return new Output();
    }

    @Override
    public @Nullable Batchifier getBatchifier() {
      return null;
    }
  }
}

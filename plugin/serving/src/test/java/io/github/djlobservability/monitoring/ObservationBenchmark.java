package io.github.djlobservability.monitoring;

import io.github.djlobservability.capture.InferenceLog;
import io.github.djlobservability.config.FeedbackSetting;
import io.github.djlobservability.config.Settings;
import io.github.djlobservability.disclosure.HeldValues;
import io.github.djlobservability.disclosure.ValuePolicy;
import io.github.djlobservability.governor.Governor;
import io.github.djlobservability.model.ModelId;
import io.github.djlobservability.model.ServedModels;
import io.github.djlobservability.monitoring.comparison.Embeddings;
import io.github.djlobservability.monitoring.comparison.FeatureTelemetry;
import io.github.djlobservability.monitoring.items.ItemReader;
import io.github.djlobservability.monitoring.reference.CapturedItem;
import io.github.djlobservability.monitoring.reference.HeldFolders;
import io.github.djlobservability.monitoring.reference.ModelFiles;
import io.github.djlobservability.monitoring.reference.ReferenceCapture;
import io.github.djlobservability.monitoring.report.RowShare;
import io.github.djlobservability.monitoring.rollout.Rollouts;
import io.github.djlobservability.observation.Observation;
import io.github.djlobservability.observation.Payload;
import io.github.djlobservability.payload.MediaBudget;
import io.github.djlobservability.payload.ReadingSettings;
import io.github.djlobservability.payload.media.MediaEmbedder;
import io.github.djlobservability.privacy.Privacy;
import io.github.djlobservability.profile.ReferenceProfile;
import io.github.djlobservability.profile.file.ProfileFile;
import io.github.djlobservability.telemetry.BenchmarkTelemetry;
import io.github.djlobservability.telemetry.Telemetry;
import io.github.djlobservability.telemetry.definition.FeatureMetric;
import io.github.djlobservability.telemetry.definition.FeedbackMetric;
import io.github.djlobservability.worker.MemoryBudget;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
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

/**
 * Measures the cost of a request on the monitoring worker: twelve numbers and four categories as
 * JSON, with a class and its probability as prediction; from parsing it to the monitors of single
 * features and whole rows.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class ObservationBenchmark {
  private static final int REFERENCE_ROWS = 2_000;
  private static final int REQUESTS = 512;
  private static final int NUMBERS = 12;
  private static final int CATEGORIES = 4;

  /** One row is compared, and no other before a minute has gone. */
  private static final double ALMOST_NONE = 1e-6;

  private static final MemoryBudget MEMORY = MemoryBudget.ofHeap();
  private static final ModelId MODEL = new ModelId("benchmark", null);

  /** Says which requests are compared, and whether those left out are read for their labels. */
  @Param({"all", "none", "none, with feedback"})
  public String compared = "all";

  private final SplittableRandom random = new SplittableRandom(1);
  private final List<Observation> requests = new ArrayList<>();
  private Path folder = Path.of(".");
  private ModelWatch watch = watch();
  private int next;

  @Setup
  public void open() throws IOException {
    folder = Files.createTempDirectory("observation-benchmark");
    ReferenceCapture capture =
        new ReferenceCapture(
            MODEL,
            "benchmark",
            REFERENCE_ROWS,
            MEMORY.share("capture", Long.MAX_VALUE),
            Privacy.ofProcess(ValuePolicy.DEFAULTS),
            schema -> HeldValues.ALL);
    ReferenceProfile profile = null;
    while (profile == null) {
      profile = capture.add(captured());
    }
    ProfileFile.write(profile, folder.resolve("reference-profile.json"));
    watch = watch();
    watch.open();
    if (!compared.equals("all")) {
      offer(observation());
    }
    for (int i = 0; i < REQUESTS; i++) {
      requests.add(observation());
    }
  }

  @TearDown
  public void delete() throws IOException {
    watch.close();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  @Benchmark
  public void observe() {
    offer(requests.get(next++ % REQUESTS));
  }

  private void offer(Observation observation) {
    RequestChoice choice = watch.chooser().choose(observation);
    if (choice != RequestChoice.DROPPED) {
      watch.observe(observation, choice);
    }
  }

  private ModelWatch watch() {
    Telemetry telemetry = BenchmarkTelemetry.start(false);
    Governor governor = Governor.none();
    ModelParts parts =
        ModelParts.of(
            MODEL,
            Settings.DEFAULTS.with(FeedbackSetting.FEEDBACK, compared.endsWith("feedback")),
            ModelFiles.of(folder, MODEL, folder, null),
            Embeddings.NONE.of(MODEL, Settings.DEFAULTS, folder),
            new Listeners(
                new VerdictTelemetry(telemetry, List::of, model -> null, Map::of, () -> 0),
                new FeatureTelemetry(telemetry.instruments(FeatureMetric.class), List::of),
                new FeedbackTelemetry(telemetry.instruments(FeedbackMetric.class), List::of),
                new QualityTelemetry(telemetry, Map::of),
                new Rollouts(telemetry),
                (model, reference, why) -> {}),
            new PluginFacts(
                "benchmark",
                MEMORY,
                new RowShare(MEMORY),
                telemetry.privacy(),
                new InferenceLog(telemetry, InstantSource.system()),
                governor,
                telemetry,
                () -> 0));
    return new ModelWatch(
        MODEL,
        parts,
        reader(),
        governor.begin(compared.equals("all") ? Double.POSITIVE_INFINITY : ALMOST_NONE),
        new ServedModels(System::nanoTime).add(MODEL, Settings.DEFAULTS, true).statistics(),
        new HeldFolders().take(folder.resolve("state")),
        (m, f, why) -> {},
        telemetry.failures());
  }

  private static ItemReader reader() {
    return new ItemReader(
        ReadingSettings.DEFAULTS,
        MediaBudget.unbounded(),
        MediaEmbedder.NONE,
        MEMORY.share("reading", Long.MAX_VALUE));
  }

  private CapturedItem captured() {
    AtomicReference<@Nullable CapturedItem> item = new AtomicReference<>();
    reader()
        .read(
            observation(),
            request ->
                item.set(
                    new CapturedItem(request.items().get(0), request.predictions().get(0), 0)));
    return Objects.requireNonNull(item.get());
  }

  private Observation observation() {
    StringBuilder sent = new StringBuilder("{");
    for (int i = 0; i < NUMBERS; i++) {
      sent.append(String.format(Locale.ROOT, "\"number%d\": %.4f, ", i, random.nextGaussian()));
    }
    for (int i = 0; i < CATEGORIES; i++) {
      sent.append(String.format(Locale.ROOT, "\"code%d\": \"c%d\", ", i, random.nextInt(6)));
    }
    sent.setLength(sent.length() - 2);
    sent.append('}');
    String answer =
        String.format(
            Locale.ROOT,
            "{\"class\": \"%s\", \"probability\": %.4f}",
            random.nextInt(2) == 0 ? "no" : "yes",
            random.nextDouble());
    return new Observation(MODEL, 1, null, "request", json(sent.toString()), json(answer));
  }

  private static Payload json(String text) {
    return Payload.Body.of(text.getBytes(StandardCharsets.UTF_8), "application/json");
  }
}

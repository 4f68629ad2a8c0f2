package io.github.djlobservability.monitoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.djlobservability.config.Configuration;
import io.github.djlobservability.governor.Governor;
import io.github.djlobservability.label.LabelFormat;
import io.github.djlobservability.model.ModelId;
import io.github.djlobservability.model.ServedModels;
import io.github.djlobservability.observation.Observation;
import io.github.djlobservability.observation.Payload;
import io.github.djlobservability.profile.Feature;
import io.github.djlobservability.profile.FeatureRole;
import io.github.djlobservability.profile.FeatureType;
import io.github.djlobservability.profile.ProfileLimits;
import io.github.djlobservability.profile.Provenance;
import io.github.djlobservability.profile.RowBuilder;
import io.github.djlobservability.profile.Schema;
import io.github.djlobservability.profile.build.ProfileBuilder;
import io.github.djlobservability.profile.file.ProfileFile;
import io.github.djlobservability.quality.EstimatedQuality;
import io.github.djlobservability.quality.QualityReport;
import io.github.djlobservability.quality.measure.Task;
import io.github.djlobservability.quality.measure.WindowQuality;
import io.github.djlobservability.statistics.Interval;
import io.github.djlobservability.telemetry.Telemetry;
import io.github.djlobservability.telemetry.definition.Event;
import io.github.djlobservability.telemetry.definition.QualityKeys;
import io.opentelemetry.sdk.metrics.data.MetricData;
import io.opentelemetry.sdk.testing.junit5.OpenTelemetryExtension;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** From requests and labels to how right a model is, and what is told of it. */
class QualityMonitoringTest {
  private static final ModelId MODEL = new ModelId("m", null);
  private static final int WINDOW = 40;
  private static final long SEED = 3;

  @RegisterExtension static final OpenTelemetryExtension OTEL = OpenTelemetryExtension.create();

  @TempDir Path state;
  @TempDir Path modelFolder;

  private final Random random = new Random(SEED);
  private Telemetry telemetry;
  private Monitoring monitoring;

  /** Settings beside those that all have. */
  private final Properties more = new Properties();

  @BeforeEach
  void start() throws IOException {
    telemetry = Telemetry.using(OTEL.getOpenTelemetry(), "test");
    writeReference();
    monitoring = started(true);
  }

  @AfterEach
  void stop() {
    monitoring.close(Duration.ofSeconds(10));
    assertThat(telemetry.failures().count()).isZero();
  }

  /** The class said is right as often as its probability tells. */
  private void writeReference() throws IOException {
    Schema schema =
        new Schema(
            List.of(
                new Feature("sex", FeatureType.CATEGORICAL, FeatureRole.INPUT),
                new Feature("class", FeatureType.CATEGORICAL, FeatureRole.PREDICTION),
                new Feature("probability", FeatureType.NUMERIC, FeatureRole.SCORE),
                new Feature("employed", FeatureType.CATEGORICAL, FeatureRole.TARGET)));
    ProfileBuilder profile = new ProfileBuilder(schema, ProfileLimits.defaults(), SEED);
    RowBuilder row = new RowBuilder(schema);
    for (int i = 0; i < 1_000; i++) {
      double p = random.nextDouble();
      row.put(0, i % 2 == 0 ? "M" : "F");
      row.put(1, p > 0.5 ? 1 : 0);
      row.put(2, p > 0.5 ? p : 1 - p);
      row.put(3, random.nextDouble() < p ? 1 : 0);
      profile.add(row.build());
    }
    ProfileFile.write(
        profile.build(new Provenance(Instant.EPOCH, "test", List.of(), "m", null, false)),
        modelFolder.resolve("reference-profile.json"));
  }

  private Monitoring started(boolean feedback) {
    return started(feedback, null);
  }

  private Monitoring started(boolean feedback, @Nullable Path reference) {
    Properties properties = new Properties();
    if (reference != null) {
      properties.setProperty("observability.reference", reference.toString());
    }
    properties.setProperty("observability.feedback", Boolean.toString(feedback));
    properties.setProperty("observability.feedback.lateness", "0");
    properties.setProperty("observability.quality.window", Integer.toString(WINDOW));
    properties.setProperty("observability.segments", "sex");
    properties.putAll(more);
    Configuration configuration = new Configuration(new Properties(), Map.of(), problem -> {});
    Monitoring started =
        new Monitoring(state, "test", telemetry, (m, f, why) -> {}, Governor.none());
    started.start();
    started.loaded(
        new ServedModels(System::nanoTime).add(MODEL, configuration.model("m", properties), true),
        modelFolder);
    await().until(() -> isOpen(started, feedback));
    return started;
  }

  private static boolean isOpen(Monitoring monitoring, boolean feedback) {
    return feedback
        ? monitoring.models().quality(MODEL) != null
        : Objects.requireNonNull(monitoring.models().report(MODEL)).reference() != null;
  }

  @Test
  void aLabelOfAClassThatTheReferenceLacksIsSaid() throws Exception {
    assertThat(warning("id,label\nx,1\n")).isNull();
    assertThat(warning("id,label\nx,1\nx,maligne\n"))
        .startsWith("labels with a class that the reference lacks: 1, such as maligne;");
  }

  private @Nullable String warning(String labels) throws Exception {
    return Objects.requireNonNull(
            monitoring.label(
                List.of(MODEL), LabelFormat.CSV, labels.getBytes(StandardCharsets.UTF_8)))
        .get(10, TimeUnit.SECONDS)
        .warning();
  }

  @Test
  void settingsThatLeadNowhereAreSaid() {
    predict(0, 150);
    await().until(() -> monitoring.models().quality(MODEL) != null);
    monitoring.close(Duration.ofSeconds(10));
    assertThat(notes()).noneMatch(note -> note.startsWith("observability."));

    more.setProperty("observability.positive-class", "cancer");
    more.setProperty("observability.segments", "sexx");
    more.setProperty("observability.feedback.key", "order_number");
    monitoring = started(true);
    predict(150, 300);
    await().until(() -> notes().size() >= 3);
    assertThat(notes())
        .contains(
            "observability.positive-class: the reference has no class cancer, so the last in order"
                + " counts as the positive one until there is",
            "observability.segments: none of the first 100 items has a field sexx",
            "observability.feedback.key: none of the first 100 items has a field order_number");
  }

  private List<String> notes() {
    return Objects.requireNonNull(monitoring.models().report(MODEL)).coverage().notes();
  }

  private void predict(int from, int to) {
    for (int i = from; i < to; i++) {
      double p = (i % 10 + 0.5) / 10;
      String output =
          String.format(
              Locale.ROOT,
              "{\"class\": %d, \"probability\": %.2f}",
              p > 0.5 ? 1 : 0,
              p > 0.5 ? p : 1 - p);
      monitoring.offer(
          new Observation(
              MODEL,
              System.currentTimeMillis(),
              null,
              "r" + i,
              Payload.Body.of(
                  bytes("{\"sex\": \"" + (i % 4 == 0 ? "F" : "M") + "\"}"), "application/json"),
              Payload.Body.of(bytes(output), "application/json")));
    }
    await().until(() -> report().predictedItems() == to);
  }

  /** Every fifth of the labels is another than the class that was said. */
  private void label(int from, int to) {
    StringBuilder csv = new StringBuilder("id,label\n");
    for (int i = from; i < to; i++) {
      int said = i % 10 >= 5 ? 1 : 0;
      csv.append("r").append(i).append(',').append(i % 5 == 0 ? 1 - said : said).append('\n');
    }
    assertThat(monitoring.label(List.of(MODEL), LabelFormat.CSV, bytes(csv.toString())))
        .isNotNull()
        .succeedsWithin(Duration.ofSeconds(10));
  }

  @Test
  void aReferenceThatIsAwayForAWhileCostsNoQuality() throws IOException {
    predict(0, 2 * WINDOW);
    label(0, 2 * WINDOW);
    await().until(() -> report().windows().size() == 2);
    QualityReport before = report();
    monitoring.close(Duration.ofSeconds(10));

    monitoring = started(true, modelFolder.resolve("typo.json"));
    // Without a reference nobody knows which classes may be shown.
    assertThat(report().windows())
        .extracting(WindowQuality::measures)
        .isEqualTo(before.windows().stream().map(WindowQuality::measures).toList());
    assertThat(report().labelledItems()).isEqualTo(before.labelledItems());
    assertThat(report().estimates().windows()).isEmpty();
    WatchReport drift = Objects.requireNonNull(monitoring.models().report(MODEL));
    assertThat(drift.referenceProblem()).contains("typo.json: there is no such file");
    monitoring.close(Duration.ofSeconds(10));

    monitoring = started(true);
    assertThat(report().windows()).isEqualTo(before.windows());
    assertThat(report().estimates().windows()).hasSameSizeAs(before.estimates().windows());
    try (Stream<Path> files = Files.walk(state)) {
      assertThat(files.map(Path::toString)).noneMatch(name -> name.endsWith(".corrupt"));
    }
  }

  @Test
  void measuresAndEstimates() {
    predict(0, WINDOW);
    EstimatedQuality estimate = report().estimates().windows().get(0);
    assertThat(estimate.items()).isEqualTo(WINDOW);
    assertThat(estimate.labelled()).isZero();
    assertThat(value(estimate.estimated(), "accuracy")).isBetween(0.65, 0.85);
    label(0, WINDOW);
    await().until(() -> report().labelledItems() == WINDOW);
    QualityReport report = report();
    assertThat(report.task()).isEqualTo(Task.BINARY);
    WindowQuality window = report.windows().get(0);
    assertThat(value(window.measures(), "accuracy")).isEqualTo(0.8);
    assertThat(window.segments()).hasSize(2);
    assertThat(window.segments().get(0).feature()).isEqualTo("sex");
    assertThat(window.segments().get(0).items()).isEqualTo(WINDOW / 4);
    EstimatedQuality scored = report.estimates().windows().get(0);
    assertThat(scored.real().get("accuracy")).isEqualTo(0.8);
    assertThat(report.estimates().assumption()).contains("P(label | input)");
    assertThat(report.concept().reference()).isEqualTo("profile");
    assertTold();
  }

  private void assertTold() {
    await()
        .untilAsserted(
            () ->
                assertThat(OTEL.getMetrics())
                    .extracting(MetricData::getName)
                    .contains(
                        "djl.serving.quality.value",
                        "djl.serving.quality.value.lower",
                        "djl.serving.quality.estimate",
                        "djl.serving.quality.estimate.error"));
    assertThat(OTEL.getMetrics())
        .filteredOn(metric -> metric.getName().equals("djl.serving.quality.value"))
        .flatExtracting(metric -> metric.getDoubleGaugeData().getPoints())
        .anySatisfy(
            point -> {
              assertThat(point.getAttributes().get(QualityKeys.MEASURE)).isEqualTo("accuracy");
              assertThat(point.getAttributes().get(QualityKeys.SEGMENT)).isNull();
              assertThat(point.getValue()).isEqualTo(0.8);
            })
        .anySatisfy(
            point -> assertThat(point.getAttributes().get(QualityKeys.SEGMENT)).isEqualTo("sex=F"));
    assertThat(OTEL.getLogRecords())
        .anySatisfy(
            event -> {
              assertThat(event.getEventName()).isEqualTo(Event.QUALITY_WINDOW.eventName());
              assertThat(event.getAttributes().get(QualityKeys.ITEMS)).isEqualTo(WINDOW);
              assertThat(event.getAttributes().get(QualityKeys.MEASURES))
                  .contains("accuracy", "roc_auc");
            });
  }

  @Test
  void goesOnAfterARestart() {
    predict(0, WINDOW);
    label(0, WINDOW / 2);
    await().until(() -> report().labelledItems() == WINDOW / 2);
    monitoring.close(Duration.ofSeconds(10));
    monitoring = started(true);
    await().until(() -> monitoring.models().quality(MODEL) != null);
    assertThat(report().labelledItems()).isEqualTo(WINDOW / 2);
    label(WINDOW / 2, WINDOW);
    await().until(() -> report().labelledItems() == WINDOW);
    assertThat(value(report().windows().get(0).measures(), "accuracy")).isEqualTo(0.8);
    assertThat(report().estimates().windows().get(0).labelled()).isEqualTo(WINDOW);
  }

  @Test
  void withoutLabelsQualityIsEstimatedAllTheSame() {
    monitoring.close(Duration.ofSeconds(10));
    monitoring = started(false);
    await().until(() -> monitoring.models().quality(MODEL) != null);
    predict(0, 2 * WINDOW);
    assertThat(report().estimates().windows()).hasSize(2);
    assertThat(report().estimates().windows().get(0).firstItem()).isEqualTo(WINDOW + 1);
  }

  private QualityReport report() {
    return Objects.requireNonNull(monitoring.models().quality(MODEL));
  }

  private static double value(Map<String, Interval> measures, String name) {
    return Objects.requireNonNull(measures.get(name)).value();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}

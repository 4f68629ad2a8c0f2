package io.github.djlobservability.monitoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;
import static org.awaitility.Awaitility.await;

import io.github.djlobservability.config.DriftSetting;
import io.github.djlobservability.config.PrivacySetting;
import io.github.djlobservability.config.Settings;
import io.github.djlobservability.disclosure.ValuePolicy;
import io.github.djlobservability.drift.ExpectedRunTime;
import io.github.djlobservability.drift.ModelEvaluation;
import io.github.djlobservability.drift.Window;
import io.github.djlobservability.governor.Governor;
import io.github.djlobservability.model.ModelId;
import io.github.djlobservability.model.ServedModels;
import io.github.djlobservability.monitoring.comparison.ViolationCounter;
import io.github.djlobservability.observation.Observation;
import io.github.djlobservability.observation.Payload;
import io.github.djlobservability.payload.tensor.Elements;
import io.github.djlobservability.payload.tensor.Tensor;
import io.github.djlobservability.profile.Feature;
import io.github.djlobservability.profile.FeatureType;
import io.github.djlobservability.profile.ProfileLimits;
import io.github.djlobservability.profile.Provenance;
import io.github.djlobservability.profile.RowBuilder;
import io.github.djlobservability.profile.Schema;
import io.github.djlobservability.profile.build.ProfileBuilder;
import io.github.djlobservability.profile.file.ProfileFile;
import io.github.djlobservability.telemetry.Instruments;
import io.github.djlobservability.telemetry.Telemetry;
import io.github.djlobservability.telemetry.definition.DriftKeys;
import io.github.djlobservability.telemetry.definition.ModelKeys;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.sdk.metrics.data.DoublePointData;
import io.opentelemetry.sdk.metrics.data.LongPointData;
import io.opentelemetry.sdk.metrics.data.MetricData;
import io.opentelemetry.sdk.metrics.data.PointData;
import io.opentelemetry.sdk.testing.junit5.OpenTelemetryExtension;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Checks the counts of features: each broken rule, and each value by its bin, exactly. */
class FeatureCountsTest {
  private static final ModelId MODEL = new ModelId("m", "2");
  private static final String VIOLATIONS = "djl.serving.quality.violations";
  private static final String VALUES = "djl.serving.feature.values";
  private static final String SHARES = "djl.serving.feature.reference.share";
  private static final Schema SCHEMA =
      new Schema(
          List.of(
              Feature.input("age", FeatureType.NUMERIC),
              Feature.input("sex", FeatureType.CATEGORICAL)));

  @RegisterExtension final OpenTelemetryExtension otel = OpenTelemetryExtension.create();

  @TempDir Path folder;

  private Telemetry telemetry;
  private ValuePolicy.Mode values = ValuePolicy.Mode.LISTED;
  private Monitoring monitoring;

  @BeforeEach
  void start() {
    telemetry = Telemetry.using(otel.getOpenTelemetry(), "test");
    monitoring =
        new Monitoring(
            folder.resolve("state"), "test", telemetry, (m, f, why) -> {}, Governor.none());
    monitoring.start();
  }

  @AfterEach
  void stop() {
    monitoring.close(Duration.ofSeconds(10));
    assertThat(telemetry.failures().count()).isZero();
  }

  @Test
  void eachBrokenRuleIsCountedOncePerItem() throws IOException {
    load(MODEL, SCHEMA, true);
    send(MODEL, "{\"age\": 17, \"sex\": \"F\"}");
    send(MODEL, "{\"sex\": \"X\"}");
    send(MODEL, "{\"age\": \"old\", \"sex\": \"F\"}");
    send(MODEL, "[{\"age\": 5, \"sex\": \"M\"}, {\"age\": 95, \"sex\": \"Y\", \"shoe\": 42}]");
    send(MODEL, "{\"age\": 20, \"sex\": \"M\", \"shoe\": 43}");
    send(MODEL, tensors(Float.NaN, 7));
    awaitItems(MODEL, 7);

    assertThat(violations())
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                "age missing", 1L,
                "age wrong_type", 1L,
                "age out_of_range", 2L,
                "age nan", 1L,
                "sex missing", 0L,
                "sex wrong_type", 0L,
                "sex unseen_category", 3L,
                "shoe extra", 2L));
    assertThat(extrasReported()).isEqualTo(Map.of("shoe", 2L));
    assertThat(points(VIOLATIONS))
        .allSatisfy(
            point -> {
              assertThat(point.getAttributes().get(ModelKeys.NAME)).isEqualTo("m");
              assertThat(point.getAttributes().get(ModelKeys.VERSION)).isEqualTo("2");
            });
  }

  @Test
  void namesThatAreNotListedAreNotSeen() throws IOException {
    load(MODEL, SCHEMA, false);
    send(MODEL, "{\"age\": 17, \"sex\": \"F\", \"shoe\": 43, \"name of my dog\": 1}");
    awaitItems(MODEL, 1);
    assertThat(extrasReported()).isEqualTo(Map.of("shoe", 1L, "(other)", 1L));
  }

  @Test
  void clientsDoNotChooseHowManySeriesThereAre() throws IOException {
    values = ValuePolicy.Mode.ALL;
    load(MODEL, SCHEMA, false);
    String many =
        IntStream.range(0, 30)
            .mapToObj(i -> "\"extra" + i + "\": 1")
            .collect(Collectors.joining(", "));
    send(MODEL, "{\"age\": 17, \"sex\": \"F\", " + many + "}");
    for (int i = 0; i < 100; i++) {
      send(MODEL, "{\"age\": 17, \"sex\": \"F\", \"other" + i + "\": 1}");
    }
    awaitItems(MODEL, 101);

    Map<String, Long> extras = new TreeMap<>(violations());
    extras.keySet().removeIf(key -> !key.endsWith(" extra"));
    assertThat(extras).hasSize(ViolationCounter.MAX_EXTRA_NAMES + 1);
    assertThat(extras.values().stream().mapToLong(Long::longValue).sum()).isEqualTo(130);
    assertThat(extras).containsEntry("(other) extra", 110L);
    assertThat(extrasReported())
        .hasSize(ViolationCounter.MAX_EXTRA_NAMES + 1)
        .containsEntry("extra0", 1L)
        .containsEntry("(other)", 110L);
  }

  private Map<String, Long> extrasReported() {
    WatchReport report = monitoring.models().report(MODEL);
    assertThat(report).isNotNull();
    return report.extra();
  }

  @Test
  void valuesWithoutNamesAreTheReferencesInputsOnlyIfThereAreAsMany() throws IOException {
    Schema numbers =
        new Schema(
            List.of(
                Feature.input("a", FeatureType.NUMERIC), Feature.input("b", FeatureType.NUMERIC)));
    load(MODEL, numbers, false);
    send(MODEL, "[[20, 30], [20, 30]]");
    send(MODEL, "[[20, 30, 40, 50]]");
    awaitItems(MODEL, 2);
    await().until(() -> report(MODEL).coverage().reasons().containsKey("positions"));
    assertThat(violations()).containsEntry("a missing", 0L).containsEntry("b missing", 0L);
    assertThat(report(MODEL).coverage().notes())
        .singleElement()
        .asString()
        .contains("4 values without a name; the reference has 2: a, b", "feature-names");
  }

  @Test
  void eachValueIsCountedInOneBin() throws IOException {
    load(MODEL, SCHEMA, true);
    for (int age = 0; age < 100; age++) {
      send(MODEL, "{\"age\": " + age + ", \"sex\": \"" + (age < 30 ? "F" : "X") + "\"}");
    }
    send(MODEL, "{\"age\": null, \"sex\": null}");
    awaitItems(MODEL, 101);

    Map<String, Double> ages = byBin(VALUES, "age");
    // The reference has each age from 17 to 90 once.
    assertThat(ages)
        .containsEntry("(-inf,24)", 24.0)
        .containsEntry("[24,31)", 7.0)
        .containsEntry("(missing)", 1.0)
        .containsEntry("(wrong type)", 0.0)
        .containsEntry("(not finite)", 0.0);
    assertThat(ages.values().stream().mapToDouble(x -> x).sum()).isEqualTo(101);
    assertThat(byBin(VALUES, "sex"))
        .containsExactlyInAnyOrderEntriesOf(
            Map.of("F", 30.0, "M", 0.0, "(other)", 70.0, "(missing)", 1.0, "(wrong type)", 0.0));

    assertThat(byBin(SHARES, "sex")).containsEntry("F", 0.5).containsEntry("(other)", 0.0);
    assertThat(byBin(SHARES, "age")).containsOnlyKeys(ages.keySet());
    assertThat(byBin(SHARES, "age").values().stream().mapToDouble(x -> x).sum())
        .isCloseTo(1, offset(1e-12));
    assertThat(ids(VALUES)).hasSize(1).isEqualTo(ids(SHARES));
  }

  @Test
  void valuesAreNotCountedUnlessAskedFor() throws IOException {
    load(MODEL, SCHEMA, false);
    send(MODEL, "{\"age\": 17, \"sex\": \"F\"}");
    awaitItems(MODEL, 1);
    assertThat(points(VALUES)).isEmpty();
    assertThat(points(SHARES)).isEmpty();
  }

  @Test
  void anotherReferenceIsAnotherSeries() throws IOException {
    load(MODEL, SCHEMA, true);
    send(MODEL, "{\"age\": 17, \"sex\": \"F\"}");
    awaitItems(MODEL, 1);
    List<String> before = ids(VALUES);

    assertThat(monitoring.drift().captureReference(MODEL, 100)).isNotNull();
    await().until(() -> report(MODEL).capture() != null);
    for (int i = 0; i < 101; i++) {
      send(MODEL, "{\"age\": " + 37 * i % 60 + ", \"sex\": \"F\"}");
    }
    await().until(() -> report(MODEL).capture() == null);
    awaitItems(MODEL, 1);
    assertThat(ids(VALUES)).hasSize(1).doesNotContainAnyElementsOf(before);
    assertThat(byBin(VALUES, "age").values().stream().mapToDouble(x -> x).sum()).isEqualTo(1);
  }

  @Test
  void featuresForWhichThereIsNoRoomAreLeftOutWhole() throws IOException {
    Schema wide =
        new Schema(
            IntStream.range(0, 200)
                .mapToObj(i -> Feature.input("f" + i, FeatureType.NUMERIC))
                .toList());
    load(MODEL, wide, true);
    // 13 bins each.
    int fit = Instruments.MAX_SERIES / 13;
    await().until(() -> points(VALUES).size() == 13L * fit);
    assertThat(leftOut()).containsExactly(200L - fit);
    assertThat(points(VALUES).stream().map(p -> p.getAttributes().get(DriftKeys.FEATURE)))
        .doesNotContainNull();

    ModelId another = new ModelId("another", null);
    load(another, SCHEMA, true);
    await().until(() -> leftOut().size() == 2);
    // Three bins more are no room for age's thirteen; sex has five.
    assertThat(leftOut()).containsExactlyInAnyOrder(200L - fit, 1L);
  }

  @Test
  void aModelThatIsGoneMakesRoom() throws IOException {
    load(MODEL, SCHEMA, true);
    await().until(() -> !points(VALUES).isEmpty());
    int series = points(VALUES).size();
    monitoring.unloaded(MODEL);
    await().until(() -> points(VALUES).isEmpty());
    load(new ModelId("next", null), SCHEMA, true);
    await().until(() -> points(VALUES).size() == series);
  }

  private static Payload tensors(float... values) {
    Tensor row = new Tensor(null, new int[] {1, values.length}, Elements.of(values));
    return new Payload.Tensors(List.of(row));
  }

  private void load(ModelId model, Schema schema, boolean histograms) throws IOException {
    Path modelFolder = Files.createDirectories(folder.resolve("models").resolve(model.name()));
    writeReference(schema, modelFolder.resolve("reference-profile.json"));
    Settings settings =
        Settings.DEFAULTS
            .with(DriftSetting.EXPECTED_RUN_TIME, ExpectedRunTime.ofItems(100_000))
            .with(DriftSetting.WINDOW, Window.ofItems(100))
            .with(DriftSetting.HISTOGRAMS, histograms)
            .with(PrivacySetting.VALUES, values)
            .with(PrivacySetting.VALUES_FEATURES, List.of("shoe"));
    monitoring.loaded(new ServedModels(System::nanoTime).add(model, settings, true), modelFolder);
    await().until(() -> report(model).reference() != null);
  }

  private static void writeReference(Schema schema, Path file) throws IOException {
    ProfileBuilder profile = new ProfileBuilder(schema, ProfileLimits.defaults(), 1);
    RowBuilder row = new RowBuilder(schema);
    for (int age = 17; age <= 90; age++) {
      for (int i = 0; i < schema.size(); i++) {
        if (schema.feature(i).type() == FeatureType.NUMERIC) {
          row.put(i, age);
        } else {
          row.put(i, age % 2 == 0 ? "F" : "M");
        }
      }
      profile.add(row.build());
    }
    Provenance provenance =
        new Provenance(Instant.EPOCH, "test", List.of("made up"), null, null, false);
    ProfileFile.write(profile.build(provenance), file);
  }

  private void send(ModelId model, String input) {
    send(model, json(input));
  }

  private void send(ModelId model, Payload input) {
    monitoring.offer(new Observation(model, 1_000_000, null, "id", input, json("{}")));
  }

  private static Payload json(String text) {
    return Payload.Body.of(text.getBytes(StandardCharsets.UTF_8), "application/json");
  }

  private void awaitItems(ModelId model, long items) {
    await()
        .until(
            () -> {
              ModelEvaluation evaluation = report(model).evaluation();
              return evaluation != null && evaluation.itemCount() == items;
            });
  }

  private WatchReport report(ModelId model) {
    WatchReport report = monitoring.models().report(model);
    assertThat(report).isNotNull();
    return report;
  }

  private Map<String, Long> violations() {
    return points(VIOLATIONS).stream()
        .collect(
            Collectors.toMap(
                p -> text(p, DriftKeys.FEATURE) + " " + text(p, DriftKeys.RULE),
                p -> ((LongPointData) p).getValue()));
  }

  private Map<String, Double> byBin(String metric, String feature) {
    return points(metric).stream()
        .filter(p -> feature.equals(text(p, DriftKeys.FEATURE)))
        .collect(Collectors.toMap(p -> text(p, DriftKeys.BIN), FeatureCountsTest::value));
  }

  private List<String> ids(String metric) {
    return points(metric).stream().map(p -> text(p, DriftKeys.REFERENCE_ID)).distinct().toList();
  }

  private List<Long> leftOut() {
    return points("djl.serving.feature.left_out").stream()
        .map(p -> ((LongPointData) p).getValue())
        .toList();
  }

  private static String text(PointData point, AttributeKey<String> key) {
    @Nullable String value = point.getAttributes().get(key);
    assertThat(value).isNotNull();
    return value;
  }

  private static double value(PointData point) {
    return point instanceof LongPointData number
        ? number.getValue()
        : ((DoublePointData) point).getValue();
  }

  private Collection<? extends PointData> points(String metric) {
    return otel.getMetrics().stream()
        .filter(data -> data.getName().equals(metric))
        .flatMap(FeatureCountsTest::pointsOf)
        .toList();
  }

  private static Stream<? extends PointData> pointsOf(MetricData data) {
    return data.getData().getPoints().stream();
  }
}

package io.github.djlobservability.monitoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.github.djlobservability.config.DriftSetting;
import io.github.djlobservability.config.PrivacySetting;
import io.github.djlobservability.config.Settings;
import io.github.djlobservability.disclosure.ValuePolicy;
import io.github.djlobservability.drift.ExpectedRunTime;
import io.github.djlobservability.drift.Window;
import io.github.djlobservability.governor.Governor;
import io.github.djlobservability.model.ModelId;
import io.github.djlobservability.model.ServedModel;
import io.github.djlobservability.model.ServedModels;
import io.github.djlobservability.monitoring.report.ReportForm;
import io.github.djlobservability.observation.Observation;
import io.github.djlobservability.observation.Payload;
import io.github.djlobservability.telemetry.Telemetry;
import io.github.djlobservability.telemetry.definition.DriftMetric;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.metrics.SdkMeterProvider;
import io.opentelemetry.sdk.metrics.data.LongPointData;
import io.opentelemetry.sdk.testing.exporter.InMemoryMetricReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Reports of the last items, and counts that begin with the process. */
class ReportsTest {
  private static final long SEED = 20_261_130;
  private static final ModelId MODEL = new ModelId("m", null);
  private static final int REFERENCE = 500;
  private static final String SECRET = "Rumpelstilzchen";

  @TempDir Path state;
  @TempDir Path modelFolder;

  private final Random random = new Random(SEED);
  private Telemetry telemetry = Telemetry.using(OpenTelemetry.noop(), "test");
  private ValuePolicy.Mode values = ValuePolicy.Mode.LISTED;
  private Settings privacy = Settings.DEFAULTS;
  private Monitoring monitoring;
  private long sent;

  @BeforeEach
  void start() {
    System.out.println("seed " + SEED);
    monitoring = started();
  }

  @AfterEach
  void stop() {
    monitoring.close(Duration.ofSeconds(10));
    assertThat(telemetry.failures().count()).isZero();
  }

  @Test
  void aReportSaysWhatDiffersAndWhatItIsMadeOf() {
    captured();
    send(300, 60, "F");
    awaitItems(300);
    assertThat(report().recentRows()).isEqualTo(300);

    JsonObject json = JsonParser.parseString(made(ReportForm.json())).getAsJsonObject();
    assertThat(json.get("drift").getAsBoolean()).isTrue();
    assertThat(json.getAsJsonObject("current").get("rows").getAsLong()).isEqualTo(300);
    assertThat(json.getAsJsonArray("series").toString())
        .contains("\"series\":\"age\"", "\"status\":\"drift\"");

    assertThat(made(ReportForm.html("<h2>What to do</h2>")))
        .startsWith("<!doctype html>")
        .contains("<h2>What to do</h2>")
        .contains("DRIFT in ")
        .contains("300 rows of live requests for m from 1970-01-01 00:16 to 1970-01-01 00:16 UTC")
        .contains("it has compared 300 items since its start");
  }

  @Test
  void valuesThatMayNotBeSeenAreInNoReport() {
    captured();
    send(200, 40, SECRET);
    monitoring.offer(
        observation("{\"age\": 98765.4321, \"sex\": \"F\", \"" + SECRET + "\": 1}", "{}"));
    awaitItems(201);
    for (ReportForm form : List.of(ReportForm.html(""), ReportForm.json())) {
      assertThat(made(form))
          .contains("(other)", "out", "range")
          .doesNotContain(SECRET, "98765", "98,765", "hidden:");
    }
  }

  @Test
  void valuesThatMayBeSeenAre() {
    monitoring.close(Duration.ofSeconds(10));
    values = ValuePolicy.Mode.ALL;
    monitoring = started();
    captured();
    send(200, 40, SECRET);
    awaitItems(200);
    assertThat(made(ReportForm.html(""))).contains(SECRET);
  }

  @Test
  void responsesWithoutPredictionsAreNotMissingThem() {
    captured();
    monitoring.close(Duration.ofSeconds(10));
    monitoring = started();
    await().until(() -> monitoring.wanted(MODEL));
    for (int i = 0; i < 100; i++) {
      monitoring.offer(observation(row(40, "F"), "{\"time\": 1, \"by\": 2}"));
    }
    awaitItems(100);
    JsonObject json = JsonParser.parseString(made(ReportForm.json())).getAsJsonObject();
    assertThat(json.getAsJsonArray("series").toString())
        .contains("\"age\"")
        .doesNotContain("prediction");
    assertThat(json.getAsJsonArray("rules").toString()).doesNotContain("prediction");
  }

  @Test
  void countsBeginWithTheProcess() {
    // Each collection has what came since the one before.
    InMemoryMetricReader metrics = InMemoryMetricReader.createDelta();
    SdkMeterProvider meters = SdkMeterProvider.builder().registerMetricReader(metrics).build();
    telemetry =
        Telemetry.using(OpenTelemetrySdk.builder().setMeterProvider(meters).build(), "test");
    monitoring.close(Duration.ofSeconds(10));
    monitoring = started();
    captured();
    send(120, 40, "F");
    awaitItems(120);
    assertThat(report().itemsBefore()).isZero();
    assertThat(report().itemsSinceStart()).isEqualTo(120);
    monitoring.close(Duration.ofSeconds(10));

    metrics.collectAllMetrics();
    monitoring = started();
    await().until(() -> report().evaluation() != null);
    assertThat(report().recentRows()).isZero();
    send(30, 40, "F");
    awaitItems(150);
    assertThat(report().itemsBefore()).isEqualTo(120);
    assertThat(report().itemsSinceStart()).isEqualTo(30).isEqualTo(report().coverage().compared());
    assertThat(metrics.collectAllMetrics())
        .filteredOn(metric -> metric.getName().equals(DriftMetric.ITEMS.definition().name()))
        .flatExtracting(metric -> metric.getLongSumData().getPoints())
        .extracting(LongPointData::getValue)
        .containsExactly(30L);
  }

  @Test
  void thoseWhoAskForTooManyAreRefusedAndNothingIsCountedAsLost() {
    captured();
    send(100, 40, "F");
    awaitItems(100);
    List<CompletableFuture<String>> all = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      all.add(
          Objects.requireNonNull(monitoring.drift().check(MODEL, ReportForm.html("")))
              .exceptionally(failure -> "refused: " + failure));
    }
    assertThat(all.stream().map(CompletableFuture::join))
        .anyMatch(report -> report.startsWith("<!doctype html>"))
        .allMatch(
            report ->
                report.startsWith("<!doctype html>") || report.contains("reports wait already"));
    assertThat(telemetry.workers().handOffs())
        .allSatisfy(queue -> assertThat(queue.refused().values()).allMatch(count -> count == 0));
    assertThat(telemetry.workers().memory().report().shares())
        .filteredOn(share -> share.name().startsWith("report"))
        .isNotEmpty()
        .allMatch(share -> share.refusedByShare() + share.refusedByBudget() == 0);
    await()
        .until(
            () ->
                telemetry.workers().memory().report().shares().stream()
                    .filter(share -> share.name().startsWith("report"))
                    .allMatch(share -> share.heldBytes() == 0));
  }

  @Test
  void whereFiguresAreReleasedWithNoiseNoRowIsKept() {
    captured();
    monitoring.close(Duration.ofSeconds(10));
    privacy = Settings.DEFAULTS.with(PrivacySetting.EPSILON, 1.0);
    monitoring = started();
    send(100, 40, "F");
    awaitItems(100);
    assertThat(report().privacy()).isNotNull();
    assertThat(report().recentRows()).isZero();
  }

  @Test
  void aModelThatIsNotWatchedHasNone() {
    assertThat(monitoring.drift().check(new ModelId("other", null), ReportForm.html(""))).isNull();
  }

  private void captured() {
    send(REFERENCE, 40, "F");
    await().until(() -> report().reference() != null && report().evaluation() != null);
  }

  private String made(ReportForm form) {
    return Objects.requireNonNull(monitoring.drift().check(MODEL, form)).join();
  }

  private Monitoring started() {
    Settings settings =
        privacy
            .with(DriftSetting.EXPECTED_RUN_TIME, ExpectedRunTime.ofItems(100_000))
            .with(DriftSetting.WINDOW, Window.ofItems(100))
            .with(PrivacySetting.VALUES, values)
            .with(DriftSetting.CAPTURE, (long) REFERENCE);
    ServedModel model = new ServedModels(System::nanoTime).add(MODEL, settings, true);
    Monitoring started =
        new Monitoring(
            state,
            "test",
            telemetry,
            (id, file, why) -> {
              throw new AssertionError(file + ": " + why);
            },
            Governor.none());
    started.loaded(model, modelFolder);
    started.start();
    return started;
  }

  private void send(int count, double age, String sex) {
    await().until(() -> monitoring.wanted(MODEL));
    for (int i = 0; i < count; i++) {
      monitoring.offer(
          observation(row(age, random.nextBoolean() ? sex : "M"), "{\"class\": " + i % 2 + "}"));
    }
  }

  private String row(double age, String sex) {
    return String.format(
        Locale.ROOT, "{\"age\": %.3f, \"sex\": \"%s\"}", age + 10 * random.nextGaussian(), sex);
  }

  private Observation observation(String input, String output) {
    sent++;
    return new Observation(
        MODEL, 1_000_000 + sent, null, "request-" + sent, json(input), json(output));
  }

  private static Payload json(String text) {
    return Payload.Body.of(text.getBytes(StandardCharsets.UTF_8), "application/json");
  }

  private void awaitItems(long items) {
    await()
        .until(
            () ->
                report().evaluation() != null
                    && Objects.requireNonNull(report().evaluation()).itemCount() == items);
  }

  private WatchReport report() {
    return Objects.requireNonNull(monitoring.models().report(MODEL));
  }
}

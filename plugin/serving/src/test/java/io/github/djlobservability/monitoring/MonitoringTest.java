package io.github.djlobservability.monitoring;

import static io.opentelemetry.sdk.testing.assertj.OpenTelemetryAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.djlobservability.config.ContentSettings;
import io.github.djlobservability.config.DriftSettings;
import io.github.djlobservability.config.FeedbackSettings;
import io.github.djlobservability.config.LoadSettings;
import io.github.djlobservability.config.ModelSettings;
import io.github.djlobservability.config.QualityOptions;
import io.github.djlobservability.config.SpanDetail;
import io.github.djlobservability.config.Window;
import io.github.djlobservability.drift.ExpectedRunTime;
import io.github.djlobservability.drift.ModelEvaluation;
import io.github.djlobservability.drift.Status;
import io.github.djlobservability.model.ModelId;
import io.github.djlobservability.model.ServedModel;
import io.github.djlobservability.model.ServedModels;
import io.github.djlobservability.observation.Observation;
import io.github.djlobservability.observation.Payload;
import io.github.djlobservability.telemetry.Telemetry;
import io.github.djlobservability.telemetry.definition.DriftKeys;
import io.github.djlobservability.telemetry.definition.Event;
import io.opentelemetry.sdk.logs.data.LogRecordData;
import io.opentelemetry.sdk.testing.junit5.OpenTelemetryExtension;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** From requests to verdicts: a reference is captured, the requests change, and it is told. */
class MonitoringTest {
  private static final long SEED = 20261124;
  private static final ModelId MODEL = new ModelId("m", null);

  @RegisterExtension static final OpenTelemetryExtension OTEL = OpenTelemetryExtension.create();

  @TempDir Path state;
  @TempDir Path modelFolder;

  private final Random random = new Random(SEED);
  private Telemetry telemetry;
  private Monitoring monitoring;
  private long sent;

  @BeforeEach
  void start() {
    System.out.println("seed " + SEED);
    telemetry = Telemetry.using(OTEL.getOpenTelemetry(), "test");
    monitoring = started(1000);
  }

  @AfterEach
  void stop() {
    monitoring.close(Duration.ofSeconds(10));
    assertThat(telemetry.failures().count()).isZero();
  }

  @Test
  void drivesFromTheFirstRequestsToAVerdict() {
    send(1000, 40);
    awaitItems(0);
    assertThat(report().reference()).isNotNull();
    send(500, 40);
    awaitItems(500);
    assertThat(evaluation().status()).isEqualTo(Status.STABLE);

    send(500, 55);
    awaitItems(1000);
    assertThat(evaluation().status()).isEqualTo(Status.DRIFT);
    assertThat(OTEL.getLogRecords())
        .filteredOn(log -> "age".equals(log.getAttributes().get(DriftKeys.FEATURE)))
        .anySatisfy(
            log -> {
              assertThat(log.getAttributes().get(DriftKeys.STATUS)).isEqualTo("drift");
              assertThat(log.getAttributes().get(DriftKeys.ONSET_ITEM)).isBetween(450L, 550L);
              assertThat(log.getAttributes().get(DriftKeys.REQUEST_IDS))
                  .isNotEmpty()
                  .allMatch(id -> id.startsWith("request-"));
            });
    assertThat(OTEL.getLogRecords())
        .extracting(LogRecordData::getEventName)
        .containsOnly(Event.DRIFT_STATUS_CHANGED.eventName());
    assertThat(OTEL.getMetrics())
        .anyMatch(metric -> metric.getName().equals("djl.serving.drift.jensen_shannon"));
  }

  @Test
  void goesOnAfterARestartAsIfNothingHadHappened() {
    send(1000, 40);
    awaitItems(0);
    send(300, 40);
    awaitItems(300);
    ModelEvaluation before = evaluation();
    monitoring.close(Duration.ofSeconds(10));

    monitoring = started(1000);
    send(1, 40);
    awaitItems(301);
    assertThat(evaluation().features()).hasSameSizeAs(before.features());
    assertThat(report().reference()).isNotNull();
  }

  @Test
  void aDamagedStateIsSetAsideAndTheMonitorStartsAnew() throws IOException {
    send(1000, 40);
    awaitItems(0);
    monitoring.close(Duration.ofSeconds(10));
    Path file = state.resolve("m").resolve("monitor.state");
    Files.writeString(file, "no state at all");

    monitoring = started(1000);
    send(1, 40);
    awaitItems(1);
    assertThat(file.resolveSibling("monitor.state.corrupt")).exists();
  }

  @Test
  void aReferenceCanBeTakenAnew() {
    send(1000, 40);
    awaitItems(0);
    assertThat(monitoring.captureReference(MODEL, 200)).isTrue();
    await().until(() -> report().capture() != null);
    send(200, 70);
    await().until(() -> report().capture() == null);
    assertThat(report().reference())
        .isNotNull()
        .satisfies(reference -> assertThat(reference.rows()).isEqualTo(200));
    send(600, 70);
    awaitItems(600);
    assertThat(evaluation().status()).isNotEqualTo(Status.DRIFT);
  }

  @Test
  void whatCannotBeReadIsCounted() {
    send(1000, 40);
    awaitItems(0);
    monitoring.offer(observation("{\"age\": ", "{}"));
    await().until(() -> report().unreadable() == 1);
  }

  @Test
  void aModelThatIsGoneIsNotWatched() {
    await().until(() -> monitoring.wanted(MODEL));
    monitoring.unloaded(MODEL);
    assertThat(monitoring.wanted(MODEL)).isFalse();
    assertThat(monitoring.report(MODEL)).isNull();
    assertThat(monitoring.captureReference(MODEL, 100)).isFalse();
  }

  @Test
  void withoutAReferenceThereIsNothingToLookAt() {
    monitoring.close(Duration.ofSeconds(10));
    monitoring = started(0);
    assertThat(monitoring.wanted(MODEL)).isFalse();
    assertThat(report().evaluation()).isNull();
  }

  private Monitoring started(long captureItems) {
    DriftSettings drift =
        new DriftSettings(
            true,
            ExpectedRunTime.ofItems(100_000),
            new Window(100, Duration.ZERO),
            null,
            captureItems,
            null,
            null,
            false);
    ServedModel model =
        new ServedModels(System::nanoTime)
            .add(
                MODEL,
                new ModelSettings(
                    true,
                    SpanDetail.PHASES,
                    null,
                    false,
                    drift,
                    FeedbackSettings.DEFAULTS,
                    ContentSettings.DEFAULTS,
                    QualityOptions.DEFAULTS,
                    LoadSettings.DEFAULTS),
                true);
    Monitoring started = new Monitoring(state, "test", telemetry);
    started.start();
    started.loaded(model, modelFolder);
    return started;
  }

  private void send(int count, double age) {
    await().until(() -> monitoring.wanted(MODEL));
    for (int i = 0; i < count; i++) {
      double value = age + 10 * random.nextGaussian();
      String row = String.format(Locale.ROOT, "{\"age\": %.3f, \"sex\": \"%s\"}", value, sex());
      monitoring.offer(observation(row, value > 45 ? "{\"class\": 1}" : "{\"class\": 0}"));
    }
  }

  private String sex() {
    return random.nextBoolean() ? "F" : "M";
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
            () -> {
              ModelEvaluation evaluation = report().evaluation();
              return evaluation != null && evaluation.itemCount() == items;
            });
  }

  private ModelEvaluation evaluation() {
    ModelEvaluation evaluation = report().evaluation();
    assertThat(evaluation).isNotNull();
    return evaluation;
  }

  private WatchReport report() {
    WatchReport report = monitoring.report(MODEL);
    assertThat(report).isNotNull();
    return report;
  }
}

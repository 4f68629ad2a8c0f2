package io.github.djlobservability.monitoring;

import static io.opentelemetry.sdk.testing.assertj.OpenTelemetryAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import io.github.djlobservability.config.DriftSetting;
import io.github.djlobservability.config.PayloadSetting;
import io.github.djlobservability.config.PrivacySetting;
import io.github.djlobservability.config.Settings;
import io.github.djlobservability.console.overview.NotLookedInto;
import io.github.djlobservability.disclosure.ValuePolicy;
import io.github.djlobservability.drift.ExpectedRunTime;
import io.github.djlobservability.drift.FeatureEvaluation;
import io.github.djlobservability.drift.ModelEvaluation;
import io.github.djlobservability.drift.Status;
import io.github.djlobservability.drift.Verdict;
import io.github.djlobservability.drift.Window;
import io.github.djlobservability.drift.reference.AlarmWeights;
import io.github.djlobservability.drift.reference.DriftKind;
import io.github.djlobservability.drift.reference.profiled.NotWatched;
import io.github.djlobservability.governor.Governor;
import io.github.djlobservability.history.Happening;
import io.github.djlobservability.history.ModelHistory;
import io.github.djlobservability.model.ModelId;
import io.github.djlobservability.model.Outcome;
import io.github.djlobservability.model.ServedModel;
import io.github.djlobservability.model.ServedModels;
import io.github.djlobservability.monitoring.comparison.CoverageReport;
import io.github.djlobservability.observation.Observation;
import io.github.djlobservability.observation.Payload;
import io.github.djlobservability.payload.document.FieldPath;
import io.github.djlobservability.telemetry.Telemetry;
import io.github.djlobservability.telemetry.definition.DriftKeys;
import io.github.djlobservability.telemetry.definition.Event;
import io.opentelemetry.sdk.logs.data.LogRecordData;
import io.opentelemetry.sdk.metrics.data.LongPointData;
import io.opentelemetry.sdk.testing.junit5.OpenTelemetryExtension;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
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

  private final List<String> problems = new CopyOnWriteArrayList<>();
  private final Random random = new Random(SEED);
  private final ServedModels models = new ServedModels(System::nanoTime);
  private Telemetry telemetry;
  private ValuePolicy.Mode values = ValuePolicy.Mode.LISTED;
  private AlarmWeights weights = AlarmWeights.EQUAL;
  private @Nullable String score;
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
  void whatAKilledServerHadNotSavedIsSaid() throws IOException {
    send(1000, 40);
    awaitItems(0);
    send(300, 40);
    awaitItems(300);
    Path count = state.resolve("m").resolve("unsaved.count");
    await().atMost(Duration.ofSeconds(50)).until(() -> Files.exists(count));
    byte[] left = Files.readAllBytes(count);
    monitoring.close(Duration.ofSeconds(10));
    assertThat(count).as("a server that stops saves").doesNotExist();
    Files.write(count, left);

    monitoring = started(1000);
    awaitItems(300);
    assertThat(monitoring.models().history(new ModelId("m", null)).happenings())
        .filteredOn(happening -> happening.kind() == Happening.Kind.NOT_SAVED)
        .singleElement()
        .extracting(Happening::text)
        .asString()
        .matches("\\d+ since \\d.*Z");
    assertThat(count).doesNotExist();
  }

  @Test
  void anIncidentThatWasToldIsOnTheDiskBeforeTheNextSave() {
    send(1000, 40);
    awaitItems(0);
    send(500, 40);
    send(500, 55);
    awaitItems(1000);
    Path kept = state.resolve("m").resolve("history.state");
    await().atMost(Duration.ofSeconds(50)).until(() -> Files.exists(kept));
    ModelHistory after = new ModelHistory();
    await()
        .atMost(Duration.ofSeconds(50))
        .until(
            () -> {
              after.restore(kept);
              return !after.report().incidents().isEmpty();
            });
    assertThat(after.report().incidents().get(0).id()).isEqualTo(1);
    assertThat(state.resolve("m").resolve("monitor.state")).exists();
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
    assertThat(monitoring.drift().captureReference(MODEL, 200)).isNotNull();
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
    await().until(() -> report().coverage().reasons().containsKey("malformed"));
    CoverageReport coverage = report().coverage();
    assertThat(coverage.seen()).isEqualTo(1001);
    assertThat(coverage.compared()).isEqualTo(1000);
    assertThat(coverage.reasons()).containsEntry("malformed", 1L);
    assertThat(coverage.notes())
        .singleElement()
        .asString()
        .startsWith("requests are not compared: the body is no JSON (line 1")
        .endsWith("docs/payloads.md lists what is read");
  }

  @Test
  void requestsWithoutAFieldOfTheReferenceAreOneVerdictAndNoDrift() {
    send(1000, 40);
    awaitItems(0);
    for (int i = 0; i < 200; i++) {
      monitoring.offer(observation("{\"years\": 40, \"gender\": \"F\"}", "{\"class\": 1}"));
    }
    await().until(() -> report().coverage().reasons().getOrDefault("no_field", 0L) == 200);
    String sentence = "the requests have no field of the reference, which has age, sex";
    assertThat(report().verdicts())
        .singleElement()
        .satisfies(
            verdict -> {
              assertThat(verdict.kind()).isEqualTo(DriftKind.CONFIGURATION);
              assertThat(verdict.status()).isEqualTo(Status.DRIFT);
              assertThat(verdict.effect().description()).isEqualTo(sentence);
            });
    assertThat(evaluation().itemCount()).isZero();
    assertThat(report().coverage().notes())
        .singleElement()
        .asString()
        .contains(sentence, "observability.inputs");
    assertThat(OTEL.getLogRecords())
        .extracting(log -> String.valueOf(log.getBodyValue()))
        .anyMatch(body -> body.contains("nothing compared: " + sentence))
        .noneMatch(body -> body.contains("(missing)"));

    send(1, 40);
    awaitItems(1);
    Verdict latest = report().verdicts().get(0);
    assertThat(latest.kind()).isEqualTo(DriftKind.CONFIGURATION);
    assertThat(latest.status()).isEqualTo(Status.STABLE);
  }

  @Test
  void whereAllMayBeSeenItIsSaidWhatTheRequestsHave() {
    monitoring.close(Duration.ofSeconds(10));
    values = ValuePolicy.Mode.ALL;
    monitoring = started(1000);
    send(1000, 40);
    awaitItems(0);
    monitoring.offer(observation("{\"years\": 40, \"gender\": \"F\"}", "{\"class\": 1}"));
    await().until(() -> report().coverage().reasons().getOrDefault("no_field", 0L) == 1);
    assertThat(report().coverage().notes())
        .singleElement()
        .asString()
        .contains("the requests have `years`, `gender`; the reference has age, sex");
  }

  @Test
  void aWeightOfAnUnknownNameIsTold() {
    monitoring.close(Duration.ofSeconds(10));
    weights = Objects.requireNonNull(AlarmWeights.parse("aeg:3,sex:2"));
    monitoring = started(1000);
    send(1000, 40);
    awaitItems(0);
    assertThat(report().coverage().notes())
        .singleElement()
        .asString()
        .startsWith("observability.drift.weights: the reference has no feature aeg (age?)");
  }

  @Test
  void requestsThatFailedAreCountedAndOthersThatWereNotComputedAreNot() {
    send(1000, 40);
    awaitItems(0);
    ServedModel served = models.all().iterator().next();
    for (Outcome outcome : Outcome.values()) {
      served.statistics().request(1_000_000, outcome, false);
    }
    await().until(() -> report().coverage().reasons().getOrDefault("failed", 0L) == 2);
    CoverageReport coverage = report().coverage();
    assertThat(coverage.reasons()).containsEntry("failed", 2L);
    assertThat(coverage.seen()).isEqualTo(1002);
    assertThat(coverage.compared()).isEqualTo(1000);
    assertThat(coverage.lost()).isEqualTo(2);
    assertThat(NotLookedInto.of("m", coverage))
        .singleElement()
        .satisfies(left -> assertThat(left.reason()).startsWith("the request failed"));

    // Loaded anew, as all other counts of coverage this one begins anew.
    monitoring.close(Duration.ofSeconds(10));
    monitoring = started(1000);
    served.statistics().request(1_000_000, Outcome.BACKEND, false);
    await().until(() -> report().coverage().reasons().getOrDefault("failed", 0L) == 1);
    assertThat(report().coverage().seen()).isEqualTo(1);
  }

  @Test
  void requestsOfTheDoctorAreCountedAndNotCompared() {
    send(1000, 40);
    awaitItems(0);
    for (int i = 0; i < 40; i++) {
      monitoring.offer(
          new Observation(MODEL, 1, null, "test", Payload.DOCTOR, json("{\"class\": 1}")));
    }
    await().until(() -> report().coverage().reasons().getOrDefault("doctor", 0L) == 40);
    assertThat(evaluation().itemCount()).isZero();
    assertThat(report().verdicts()).isEmpty();
    assertThat(report().coverage().notes()).isEmpty();
  }

  @Test
  void describesWhatPayloadsAreReadBy() {
    send(1000, 40);
    awaitItems(0);
    ReferenceDescription description = Objects.requireNonNull(monitoring.models().reference(MODEL));
    assertThat(description.features())
        .extracting(ReferenceDescription.FeatureDescription::name)
        .containsExactly("age", "sex", "prediction");
    assertThat(description.classes()).containsExactly("0", "1");
    assertThat(description.inputs()).isNull();
  }

  @Test
  void aResponseWithoutAPredictionIsCounted() {
    send(1000, 40);
    awaitItems(0);
    monitoring.offer(observation("{\"age\": 40, \"sex\": \"F\"}", "{\"time\": 1, \"by\": 2}"));
    awaitItems(1);
    assertThat(report().coverage().compared()).isEqualTo(1001);
    assertThat(report().coverage().withoutPrediction()).isEqualTo(1);
    assertThat(report().coverage().lost()).isEqualTo(1);
    assertThat(report().coverage().reasons()).containsEntry("no_prediction", 1L);
    assertThat(report().coverage().notes())
        .singleElement()
        .asString()
        .contains("the response to 1 item has not one prediction", "observability.prediction")
        .doesNotContain("time");
    assertThat(OTEL.getMetrics())
        .filteredOn(metric -> metric.getName().equals("djl.serving.coverage.items"))
        .flatExtracting(metric -> metric.getLongSumData().getPoints())
        .extracting(p -> p.getAttributes().get(DriftKeys.OUTCOME), LongPointData::getValue)
        .containsExactlyInAnyOrder(tuple("compared", 1000L), tuple("no_prediction", 1L));
  }

  @Test
  void aStreamThatIsNotPutTogetherIsCountedByItsReasonAndMissesNothing() {
    send(1000, 40);
    awaitItems(0);
    String body = "{\"age\": 40, \"sex\": \"F\"}";
    byte[] text = "data: {\"generated_text\": \"yes\"}\n\n".getBytes(StandardCharsets.UTF_8);
    Payload together = new Payload.Streamed(List.of(text), text.length, "text/event-stream");
    monitoring.offer(observation(body, together));
    for (Payload.Reason reason :
        List.of(Payload.Reason.STREAM, Payload.Reason.STREAM_SIZE, Payload.Reason.STREAM_MEMORY)) {
      monitoring.offer(observation(body, new Payload.NotKept(reason, 0)));
    }
    awaitItems(4);
    assertThat(report().coverage().compared()).isEqualTo(1004);
    assertThat(report().coverage().withoutPrediction()).isEqualTo(3);
    assertThat(report().coverage().reasons())
        .isEqualTo(Map.of("stream", 1L, "stream_size", 1L, "stream_memory", 1L));
    assertThat(report().coverage().notes())
        .hasSize(3)
        .allMatch(note -> note.startsWith("predictions are not compared: they are sent in chunks"));
    assertThat(OTEL.getMetrics())
        .filteredOn(metric -> metric.getName().equals("djl.serving.quality.violations"))
        .flatExtracting(metric -> metric.getLongSumData().getPoints())
        .filteredOn(p -> "prediction".equals(p.getAttributes().get(DriftKeys.FEATURE)))
        .filteredOn(p -> "missing".equals(p.getAttributes().get(DriftKeys.RULE)))
        .extracting(LongPointData::getValue)
        .containsExactly(0L);
  }

  @Test
  void responsesWhosePredictionWasNeverFoundAreNotMissingOne() {
    send(1000, 40);
    awaitItems(0);
    monitoring.close(Duration.ofSeconds(10));
    monitoring = started(1000);
    sendUnreadResponses(200);
    awaitItems(200);
    assertThat(report().coverage().reasons()).containsEntry("no_prediction", 200L);
    assertThat(evaluation().status()).isEqualTo(Status.STABLE);

    send(30, 40);
    sendUnreadResponses(200);
    awaitItems(430);
    assertThat(evaluation().features())
        .filteredOn(feature -> feature.status() == Status.DRIFT)
        .extracting(FeatureEvaluation::feature)
        .as("what was found once can go missing")
        .containsExactly("prediction");
  }

  @Test
  void aPathOfTheScoreThatLeadsNowhereIsSaid() {
    sendScored(1000);
    awaitItems(0);
    monitoring.close(Duration.ofSeconds(10));
    score = "probability";
    monitoring = started(1000);
    sendScored(200);
    awaitItems(200);
    assertThat(report().coverage().notes())
        .singleElement()
        .asString()
        .endsWith("; observability.score=probability leads to no number in them");
  }

  @Test
  void aScoreThatNeverCameIsSaidAndMissesNothing() {
    sendScored(1000);
    awaitItems(0);
    monitoring.close(Duration.ofSeconds(10));
    monitoring = started(1000);
    send(200, 40);
    awaitItems(200);
    assertThat(evaluation().status()).isEqualTo(Status.STABLE);
    assertThat(report().coverage().notes())
        .singleElement()
        .asString()
        .startsWith("the reference has the score score and the responses have none")
        .endsWith("; set observability.score to where it is");

    sendScored(30);
    send(200, 40);
    awaitItems(430);
    assertThat(evaluation().features())
        .filteredOn(feature -> feature.status() == Status.DRIFT)
        .extracting(FeatureEvaluation::feature)
        .as("what was found once can go missing")
        .containsExactly("score");
  }

  private void sendScored(int count) {
    await().until(() -> monitoring.wanted(MODEL));
    for (int i = 0; i < count; i++) {
      double age = 40 + 10 * random.nextGaussian();
      String row = String.format(Locale.ROOT, "{\"age\": %.3f, \"sex\": \"%s\"}", age, sex());
      String response =
          String.format(
              Locale.ROOT,
              "{\"class\": %d, \"score\": %.3f}",
              age > 45 ? 1 : 0,
              0.5 + random.nextDouble() / 2);
      monitoring.offer(observation(row, response));
    }
  }

  @Test
  void whatTheReferenceHasTooLittleOfIsSaid() {
    send(1000, 40);
    awaitItems(0);
    WatchReport.Reference reference = Objects.requireNonNull(report().reference());
    assertThat(reference.notWatched())
        .extracting(NotWatched::sentence)
        .containsExactly(
            "(rows) is not watched: it compares numeric inputs with one another, and the reference"
                + " has one",
            "(correlations) is not watched: it compares numeric inputs with one another, and the"
                + " reference has one");
    assertThat(Objects.requireNonNull(monitoring.models().reference(MODEL)).notWatched())
        .isEqualTo(reference.notWatched());
  }

  private void sendUnreadResponses(int count) {
    await().until(() -> monitoring.wanted(MODEL));
    for (int i = 0; i < count; i++) {
      double age = 40 + 10 * random.nextGaussian();
      String row = String.format(Locale.ROOT, "{\"age\": %.3f, \"sex\": \"%s\"}", age, sex());
      monitoring.offer(observation(row, "{\"time\": 1, \"by\": 2}"));
    }
  }

  @Test
  void aReferenceThatWasAskedForAndCannotBeUsedIsSaid() throws IOException {
    monitoring.close(Duration.ofSeconds(10));
    Files.writeString(modelFolder.resolve("reference-profile.json"), "{}");
    Telemetry first = telemetry;
    telemetry = Telemetry.using(OTEL.getOpenTelemetry(), "other");
    monitoring = started(0);
    await().until(() -> report().referenceProblem() != null);
    assertThat(report().referenceProblem()).contains("reference-profile.json: ");
    assertThat(problems).singleElement().asString().contains("reference-profile.json");
    await().until(() -> !monitoring.wanted(MODEL));
    assertThat(telemetry.failures().count()).isZero();
    monitoring.close(Duration.ofSeconds(10));
    telemetry = first;
  }

  @Test
  void aModelThatIsGoneIsNotWatched() {
    await().until(() -> monitoring.wanted(MODEL));
    monitoring.unloaded(MODEL);
    assertThat(monitoring.models().report(MODEL)).isNull();
    assertThat(monitoring.drift().captureReference(MODEL, 100)).isNull();
    // What it still answers is taken until nothing is on its way.
    await().until(() -> !monitoring.wanted(MODEL));
  }

  @Test
  void withoutAReferenceThereIsNothingToLookAt() {
    monitoring.close(Duration.ofSeconds(10));
    monitoring = started(0);
    await().until(() -> !monitoring.wanted(MODEL));
    assertThat(report().evaluation()).isNull();
  }

  @Test
  void recordingsBecomeFiguresThatAreCompared() {
    sendNoise(1000, 0.01);
    awaitItems(0);
    sendNoise(100, 0.01);
    awaitItems(100);
    assertThat(evaluation().status()).isEqualTo(Status.STABLE);
    sendNoise(100, 0.03);
    awaitItems(200);
    assertThat(evaluation().features())
        .filteredOn(feature -> feature.feature().equals("audio.noise_floor_dbfs"))
        .singleElement()
        .satisfies(feature -> assertThat(feature.status()).isEqualTo(Status.DRIFT));

    Payload broken = Payload.Body.of(Arrays.copyOf(wav(0.01), 100), "audio/wav");
    monitoring.offer(new Observation(MODEL, 1, null, "broken", broken, json("{}")));
    await().until(() -> report().coverage().reasons().getOrDefault("malformed", 0L) == 1);
  }

  private void sendNoise(int count, double loudness) {
    await().until(() -> monitoring.wanted(MODEL));
    for (int i = 0; i < count; i++) {
      sent++;
      Payload body = Payload.Body.of(wav(loudness), null);
      monitoring.offer(
          new Observation(MODEL, 1_000_000 + sent, null, "request-" + sent, body, Payload.NONE));
    }
  }

  /** A tenth of a second of noise at 8 kHz. */
  private byte[] wav(double loudness) {
    ByteBuffer file = ByteBuffer.allocate(44 + 1600).order(ByteOrder.LITTLE_ENDIAN);
    file.put("RIFF....WAVEfmt ".getBytes(StandardCharsets.US_ASCII)).putInt(16);
    file.putShort((short) 1).putShort((short) 1).putInt(8000).putInt(16_000);
    file.putShort((short) 2).putShort((short) 16);
    file.put("data".getBytes(StandardCharsets.US_ASCII)).putInt(1600);
    while (file.hasRemaining()) {
      file.putShort((short) (32_768 * loudness * random.nextGaussian()));
    }
    return file.array();
  }

  @Test
  void requestsThatComeBeforeTheReferenceIsReadAreObserved() {
    monitoring.close(Duration.ofSeconds(10));
    monitoring = loaded(30);
    send(30, 40);
    monitoring.start();
    await().until(() -> report().coverage().seen() == 30);
    await().until(() -> report().reference() != null);
  }

  private Monitoring started(long captureItems) {
    Monitoring started = loaded(captureItems);
    started.start();
    return started;
  }

  private Monitoring loaded(long captureItems) {
    Settings settings =
        Settings.DEFAULTS
            .with(DriftSetting.EXPECTED_RUN_TIME, ExpectedRunTime.ofItems(100_000))
            .with(DriftSetting.WINDOW, Window.ofItems(100))
            .with(PrivacySetting.VALUES, values)
            .with(PayloadSetting.MEDIA_CPU, 1.0)
            .with(DriftSetting.CAPTURE, captureItems)
            .with(DriftSetting.WEIGHTS, weights);
    if (score != null) {
      settings = settings.with(PayloadSetting.SCORE, FieldPath.parse(score));
    }
    ServedModel served = models.add(MODEL, settings, true);
    Monitoring loaded =
        new Monitoring(
            state,
            "test",
            telemetry,
            (id, file, why) -> problems.add(file + ": " + why),
            Governor.none());
    loaded.loaded(served, modelFolder);
    return loaded;
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
    return observation(input, json(output));
  }

  private Observation observation(String input, Payload output) {
    sent++;
    return new Observation(MODEL, 1_000_000 + sent, null, "request-" + sent, json(input), output);
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
    WatchReport report = monitoring.models().report(MODEL);
    assertThat(report).isNotNull();
    return report;
  }
}

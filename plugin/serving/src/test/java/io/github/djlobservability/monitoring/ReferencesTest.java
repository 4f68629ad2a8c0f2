package io.github.djlobservability.monitoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.djlobservability.config.DriftSetting;
import io.github.djlobservability.config.Settings;
import io.github.djlobservability.disclosure.HeldValues;
import io.github.djlobservability.disclosure.ValuePolicy;
import io.github.djlobservability.drift.ExpectedRunTime;
import io.github.djlobservability.drift.ModelEvaluation;
import io.github.djlobservability.drift.Status;
import io.github.djlobservability.drift.Verdict;
import io.github.djlobservability.drift.Window;
import io.github.djlobservability.drift.reference.profiled.NotWatched;
import io.github.djlobservability.governor.Governor;
import io.github.djlobservability.history.MuteOutcome;
import io.github.djlobservability.model.ModelId;
import io.github.djlobservability.model.ServedModel;
import io.github.djlobservability.model.ServedModels;
import io.github.djlobservability.monitoring.reference.CapturedItem;
import io.github.djlobservability.monitoring.reference.ReferenceCapture;
import io.github.djlobservability.monitoring.reference.ReferenceChange;
import io.github.djlobservability.observation.Observation;
import io.github.djlobservability.observation.Payload;
import io.github.djlobservability.payload.Fields;
import io.github.djlobservability.payload.ItemPrediction;
import io.github.djlobservability.privacy.Privacy;
import io.github.djlobservability.profile.ReferenceProfile;
import io.github.djlobservability.profile.file.ProfileFile;
import io.github.djlobservability.telemetry.Telemetry;
import io.github.djlobservability.telemetry.definition.DriftKeys;
import io.github.djlobservability.worker.MemoryBudget;
import io.opentelemetry.sdk.testing.junit5.OpenTelemetryExtension;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A shipped reference, captured ones, and which of them is in force. */
class ReferencesTest {
  private static final long SEED = 20261129;
  private static final ModelId MODEL = new ModelId("m", null);

  @RegisterExtension static final OpenTelemetryExtension OTEL = OpenTelemetryExtension.create();

  @TempDir Path state;
  @TempDir Path modelFolder;

  private final Map<ModelId, String> problems = new ConcurrentHashMap<>();
  private final Map<String, String> notKept = new ConcurrentHashMap<>();
  private Payload answer = json("{}");
  private final Random random = new Random(SEED);
  private Telemetry telemetry;
  private Monitoring monitoring;
  private String requestId = "r";

  @BeforeEach
  void start() throws IOException {
    System.out.println("seed " + SEED);
    telemetry = Telemetry.using(OTEL.getOpenTelemetry(), "test");
    ship(40, 600);
    monitoring = started();
    await().until(() -> monitoring.wanted(MODEL));
  }

  @AfterEach
  void stop() {
    monitoring.close(Duration.ofSeconds(10));
  }

  @Test
  void driftGoesOnWhileAReferenceIsTaken() throws Exception {
    send(500, 40);
    awaitItems(500);
    assertThat(done(monitoring.drift().captureReference(MODEL, 1_000_000)))
        .isEqualTo(ReferenceChange.CAPTURING);
    send(500, 60);
    awaitItems(1000);
    assertThat(evaluation().status()).isEqualTo(Status.DRIFT);
    await().until(() -> taken() == 500);

    assertThat(done(monitoring.drift().captureReference(MODEL, 200)))
        .isEqualTo(ReferenceChange.CAPTURING_ALREADY);
    assertThat(done(monitoring.drift().cancelCapture(MODEL))).isEqualTo(ReferenceChange.CANCELLED);
    assertThat(report().capture()).isNull();
    assertThat(done(monitoring.drift().cancelCapture(MODEL)))
        .isEqualTo(ReferenceChange.NOT_CAPTURING);
    assertThat(reference().captured()).isFalse();
    assertThat(report().verdicts()).isNotEmpty();
  }

  @Test
  void aMutedFeatureDriftsOnAndIsMutedAfterARestart() throws Exception {
    send(500, 60);
    awaitItems(500);
    assertThat(evaluation().status()).isEqualTo(Status.DRIFT);
    assertThat(muted("age", 2)).isEqualTo(MuteOutcome.DONE);
    assertThat(muted("shoe", 2)).isEqualTo(MuteOutcome.NO_SUCH_FEATURE);
    assertThat(report().isMuted("age")).isTrue();
    assertThat(evaluation().status()).isEqualTo(Status.DRIFT);
    assertThat(report().unmutedStatus()).isNotEqualTo(Status.DRIFT);

    restart();
    assertThat(report().isMuted("age")).isTrue();
    assertThat(muted("age", 0)).isEqualTo(MuteOutcome.DONE);
    assertThat(report().isMuted("age")).isFalse();
    assertThat(report().unmutedStatus()).isEqualTo(evaluation().status());
  }

  @Test
  void whatACapturedReferenceReplacesIsKeptAndComesBack() throws Exception {
    send(400, 60);
    awaitItems(400);
    List<Verdict> before = report().verdicts();
    assertThat(before).isNotEmpty();
    capture(200, 60);
    assertThat(reference().captured()).isTrue();
    assertThat(reference().rows()).isEqualTo(200);

    Path kept = onlyReplaced();
    assertThat(names(kept))
        .containsExactlyInAnyOrder("reference-profile.json", "monitor.state", "verdicts.json");
    assertThat(Files.readString(kept.resolve("verdicts.json"))).contains("\"feature\": \"age\"");
    assertThat(ProfileFile.read(kept.resolve("reference-profile.json")).rowCount()).isEqualTo(600);

    assertThat(done(monitoring.drift().dropReference(MODEL)))
        .isEqualTo(ReferenceChange.SHIPPED_IN_FORCE);
    assertThat(reference().captured()).isFalse();
    assertThat(reference().rows()).isEqualTo(600);
    assertThat(state.resolve("m").resolve("reference-profile.json")).doesNotExist();
    assertThat(names(state.resolve("m").resolve("replaced"))).hasSize(2);
    assertThat(done(monitoring.drift().dropReference(MODEL)))
        .isEqualTo(ReferenceChange.NOT_CAPTURED);
    send(50, 40);
    awaitItems(50);
  }

  @Test
  void aCapturedReferenceStaysInForceUntilAnotherIsShipped() throws Exception {
    capture(200, 60);
    restart();
    assertThat(reference().captured()).isTrue();

    ship(40, 700);
    restart();
    assertThat(reference().captured()).isFalse();
    assertThat(reference().rows()).isEqualTo(700);
    assertThat(reference().note())
        .startsWith("the model's own reference has changed since one was captured, so it is used")
        .contains(state.resolve("m").resolve("replaced").toString());
    assertThat(names(state.resolve("m").resolve("replaced"))).hasSize(2);
    restart();
    assertThat(reference().note()).isNull();
    assertThat(reference().rows()).isEqualTo(700);
  }

  @Test
  void aModelWithoutAReferenceOfItsOwnKeepsTheCapturedOneUntilOneIsShipped() throws Exception {
    Files.delete(modelFolder.resolve("reference-profile.json"));
    restart();
    assertThat(report().reference()).isNull();
    capture(200, 60);
    restart();
    assertThat(reference().captured()).isTrue();
    ship(40, 700);
    restart();
    assertThat(reference().captured()).isFalse();
  }

  @Test
  void categoriesOfAnotherKeyAreNotComparedAndThatIsSaid() throws Exception {
    done(monitoring.drift().captureReference(MODEL, 200));
    sendBrands(200);
    await().until(() -> reference().captured() && report().capture() == null);
    assertThat(ofOtherKeys()).isEmpty();
    restart();
    assertThat(ofOtherKeys()).as("the same key").isEmpty();

    monitoring.close(Duration.ofSeconds(10));
    // Hashes of this one have a key of their own.
    telemetry = Telemetry.using(OTEL.getOpenTelemetry(), "test");
    monitoring = started();
    await().until(() -> report().reference() != null);
    assertThat(reference().captured()).isTrue();
    assertThat(ofOtherKeys())
        .containsExactly(
            "brand is not watched: its categories are hashed with the key of another state folder");
    assertThat(report().coverage().notes()).anyMatch(note -> note.contains("values.key"));
    sendBrands(200);
    awaitItems(200);
    assertThat(evaluation().status()).isEqualTo(Status.STABLE);
  }

  private List<String> ofOtherKeys() {
    return reference().notWatched().stream()
        .filter(one -> one.reason() == NotWatched.Reason.OTHER_KEY)
        .map(NotWatched::sentence)
        .toList();
  }

  private void sendBrands(int count) {
    for (int i = 0; i < count; i++) {
      double age = 40 + 10 * random.nextGaussian();
      String brand = random.nextBoolean() ? "Skoda" : "Opel";
      offer(String.format(Locale.ROOT, "{\"age\": %.3f, \"brand\": \"%s\"}", age, brand));
    }
  }

  @Test
  void withoutAnotherThereIsNoneWhenTheCapturedOneIsDropped() throws Exception {
    Files.delete(modelFolder.resolve("reference-profile.json"));
    restart();
    capture(200, 60);
    assertThat(done(monitoring.drift().dropReference(MODEL)))
        .isEqualTo(ReferenceChange.NONE_IN_FORCE);
    assertThat(report().reference()).isNull();
    assertThat(report().evaluation()).isNull();
    assertThat(monitoring.wanted(MODEL)).isFalse();
  }

  @Test
  void aDamagedCapturedReferenceIsSetAsideAndTheShippedOneUsed() throws Exception {
    capture(200, 60);
    monitoring.close(Duration.ofSeconds(10));
    Path captured = state.resolve("m").resolve("reference-profile.json");
    Files.writeString(captured, "{\"format\": ");
    monitoring = started();
    await().until(() -> report().reference() != null);
    assertThat(reference().captured()).isFalse();
    assertThat(captured.resolveSibling("reference-profile.json.corrupt")).exists();
    assertThat(problems.get(MODEL))
        .contains("reference-profile.json", "damaged and set aside", "the model's own is used");
    assertThat(report().referenceProblem()).isEqualTo(problems.get(MODEL));

    capture(200, 40);
    assertThat(problems).isEmpty();
    assertThat(report().referenceProblem()).isNull();
  }

  @Test
  void aTakenReferenceWithoutPredictionsSaysThatLabelsCannotJoin() throws Exception {
    capture(200, 60);
    await()
        .untilAsserted(
            () ->
                assertThat(report().coverage().notes())
                    .anySatisfy(
                        note ->
                            assertThat(note)
                                .contains("labels can't join", "observability.prediction")));
  }

  /** A setting is only told of where there is one. */
  @Test
  void aTakenReferenceOfStreamsNamesTheSettingThatPutsThemTogether() throws Exception {
    answer = new Payload.NotKept(Payload.Reason.STREAM, 0);
    capture(200, 60);
    await()
        .untilAsserted(
            () ->
                assertThat(report().coverage().notes())
                    .anySatisfy(
                        note ->
                            assertThat(note)
                                .endsWith(
                                    "they are sent in chunks; observability.streamed-text puts them"
                                        + " together; set that, and take it again")));
    answer = Payload.NONE;
    capture(220, 60);
    await()
        .untilAsserted(
            () ->
                assertThat(report().coverage().notes())
                    .anySatisfy(
                        note ->
                            assertThat(note)
                                .contains("there is no body; take it again of responses")
                                .doesNotContain("set that")));
  }

  @Test
  void aReferenceThatCannotBeKeptReplacesNothing() throws Exception {
    send(100, 40);
    awaitItems(100);
    // A file stands where the folder of what is replaced is to be.
    Files.createDirectories(state.resolve("m"));
    Files.writeString(state.resolve("m").resolve("replaced"), "in the way");
    done(monitoring.drift().captureReference(MODEL, 100));
    send(100, 60);
    await().until(() -> problems.containsKey(MODEL));
    assertThat(problems.get(MODEL)).contains("the captured one can't be kept");
    awaitItems(200);
    assertThat(reference().captured()).isFalse();
    assertThat(telemetry.failures().count()).isEqualTo(1);
  }

  @Test
  void aFolderThatCannotBeUsedIsSaidAtOnceAndDriftGoesOn() throws Exception {
    monitoring.close(Duration.ofSeconds(10));
    try (Stream<Path> files = Files.walk(state.resolve("m"))) {
      files
          .sorted(Comparator.reverseOrder())
          .forEach(path -> assertThat(path.toFile().delete()).isTrue());
    }
    Files.writeString(state.resolve("m"), "a file, not a folder");
    monitoring = started();
    await().until(() -> notKept.containsKey("drift"));
    assertThat(notKept.get("drift")).contains(state.resolve("m").toString());
    send(400, 60);
    awaitItems(400);
    assertThat(report().verdicts()).isNotEmpty();
    assertThat(telemetry.failures().count()).isPositive();

    monitoring.close(Duration.ofSeconds(10));
    Files.delete(state.resolve("m"));
    monitoring = started();
    send(1, 40);
    awaitItems(1);
    monitoring.close(Duration.ofSeconds(10));
    assertThat(notKept).isEmpty();
  }

  @Test
  void requestsThatTheReferenceCannotReadMakeANewOne() throws Exception {
    for (int i = 0; i < 40; i++) {
      offer("[[1.5, 2.5, 3.5]]");
    }
    await().until(() -> !report().verdicts().isEmpty());
    done(monitoring.drift().captureReference(MODEL, 100));
    for (int i = 0; i < 100; i++) {
      offer("[[" + random.nextGaussian() + ", 2.5, 3.5]]");
    }
    await().until(() -> reference().captured());
    assertThat(reference().rows()).isEqualTo(100);
  }

  @Test
  void aReferenceThereIsNoMemoryForIsNotComparedAndThatIsSaid() {
    MemoryBudget little = new MemoryBudget(500_000);
    telemetry = Telemetry.using(OTEL.getOpenTelemetry(), "test", little, Runnable::run);
    restart();
    assertThat(report().evaluation()).isNull();
    assertThat(problems.get(MODEL)).contains("reference-profile.json", "observability.memory");
    assertThat(little.report().heldBytes()).isLessThan(500_000);
    telemetry = Telemetry.using(OTEL.getOpenTelemetry(), "test");
    problems.clear();
    restart();
    assertThat(evaluation().itemCount()).isZero();
    assertThat(problems).isEmpty();
  }

  @Test
  void aLongRequestIdLosesNoVerdict() {
    requestId = "r".repeat(250);
    send(400, 60);
    awaitItems(400);
    assertThat(report().verdicts()).isNotEmpty();
    assertThat(OTEL.getLogRecords())
        .anySatisfy(
            log ->
                assertThat(log.getAttributes().get(DriftKeys.REQUEST_IDS))
                    .isNotEmpty()
                    .allMatch(id -> requestId.startsWith(id) && id.length() > 50));
    assertThat(telemetry.failures().count()).isZero();
  }

  @Test
  void filesAreClosedToOthers() throws Exception {
    capture(200, 60);
    monitoring.close(Duration.ofSeconds(10));
    try (Stream<Path> all = Files.walk(state.resolve("m"))) {
      assertThat(all)
          .hasSizeGreaterThan(5)
          .allSatisfy(
              path ->
                  assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
                      .isEqualTo(Files.isDirectory(path) ? "rwx------" : "rw-------"));
    }
  }

  private void capture(int items, double age) throws Exception {
    done(monitoring.drift().captureReference(MODEL, items));
    send(items, age);
    await().until(() -> report().capture() == null && report().reference() != null);
    await().until(() -> reference().captured() && reference().rows() == items);
  }

  private static ReferenceChange done(@Nullable CompletableFuture<ReferenceChange> change)
      throws InterruptedException, ExecutionException {
    return Objects.requireNonNull(change).get();
  }

  private long taken() {
    WatchReport.Capture capture = report().capture();
    return capture == null ? 0 : capture.taken();
  }

  private Path onlyReplaced() throws IOException {
    Path folder = state.resolve("m").resolve("replaced");
    assertThat(names(folder)).hasSize(1);
    return folder.resolve(names(folder).get(0));
  }

  private static List<String> names(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  private void ship(double age, int rows) throws IOException {
    ReferenceCapture capture =
        new ReferenceCapture(
            MODEL,
            "test",
            rows,
            MemoryBudget.ofHeap().share("capture", Long.MAX_VALUE),
            Privacy.ofProcess(ValuePolicy.DEFAULTS),
            schema -> HeldValues.ALL);
    ReferenceProfile profile = null;
    while (profile == null) {
      Fields fields = new Fields(Map.of("age", age + 10 * random.nextGaussian()), false);
      profile = capture.add(new CapturedItem(fields, ItemPrediction.NONE, 0));
    }
    ProfileFile.write(profile, modelFolder.resolve("reference-profile.json"));
  }

  private MuteOutcome muted(String feature, long hours) throws Exception {
    return Objects.requireNonNull(monitoring.drift().mute(MODEL, feature, hours))
        .get(10, TimeUnit.SECONDS);
  }

  private void restart() {
    monitoring.close(Duration.ofSeconds(10));
    monitoring = started();
    // Whatever is asked of the worker comes after it has opened the model.
    await().until(() -> monitoring.drift().cancelCapture(MODEL) != null);
    await()
        .until(() -> Objects.requireNonNull(monitoring.drift().cancelCapture(MODEL)).get() != null);
  }

  private Monitoring started() {
    Settings settings =
        Settings.DEFAULTS
            .with(DriftSetting.EXPECTED_RUN_TIME, ExpectedRunTime.ofItems(100_000))
            .with(DriftSetting.WINDOW, Window.ofItems(100));
    ServedModel model = new ServedModels(System::nanoTime).add(MODEL, settings, true);
    Monitoring started =
        new Monitoring(
            state,
            "test",
            telemetry,
            new FileProblems() {
              @Override
              public void refused(ModelId id, Path file, String why) {
                problems.put(id, file + ": " + why);
              }

              @Override
              public void replaced(ModelId id) {
                problems.remove(id);
              }

              @Override
              public void notKept(ModelId id, String part, Path folder, String why) {
                notKept.put(part, folder + ": " + why);
              }

              @Override
              public void kept(ModelId id, String part) {
                notKept.remove(part);
              }
            },
            Governor.none());
    started.start();
    started.loaded(model, modelFolder);
    return started;
  }

  private void send(int count, double age) {
    for (int i = 0; i < count; i++) {
      double value = age + 10 * random.nextGaussian();
      offer(String.format(Locale.ROOT, "{\"age\": %.3f}", value));
    }
  }

  private void offer(String input) {
    monitoring.offer(new Observation(MODEL, 1_000_000, null, requestId, json(input), answer));
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
    return Objects.requireNonNull(report().evaluation());
  }

  private WatchReport.Reference reference() {
    return Objects.requireNonNull(report().reference());
  }

  private WatchReport report() {
    return Objects.requireNonNull(monitoring.models().report(MODEL));
  }
}

package io.github.djlobservability.monitoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.djlobservability.config.Configuration;
import io.github.djlobservability.governor.Governor;
import io.github.djlobservability.label.FeedbackReply;
import io.github.djlobservability.label.LabelFormat;
import io.github.djlobservability.label.UnreadableLabelsException;
import io.github.djlobservability.model.ModelId;
import io.github.djlobservability.model.ServedModel;
import io.github.djlobservability.model.ServedModels;
import io.github.djlobservability.observation.Observation;
import io.github.djlobservability.observation.Payload;
import io.github.djlobservability.telemetry.Telemetry;
import io.github.djlobservability.telemetry.definition.ModelKeys;
import io.github.djlobservability.telemetry.definition.QualityKeys;
import io.opentelemetry.sdk.metrics.data.MetricData;
import io.opentelemetry.sdk.testing.junit5.OpenTelemetryExtension;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** From requests and labels, as they are sent, to what became of them. */
class FeedbackTest {
  private static final ModelId MODEL = new ModelId("m", null);

  @RegisterExtension static final OpenTelemetryExtension OTEL = OpenTelemetryExtension.create();

  @TempDir Path state;
  @TempDir Path modelFolder;

  private Telemetry telemetry;
  private Monitoring monitoring;
  private long items;

  @BeforeEach
  void start() {
    telemetry = Telemetry.using(OTEL.getOpenTelemetry(), "test");
    monitoring = started(true);
  }

  @AfterEach
  void stop() {
    monitoring.close(Duration.ofSeconds(10));
    assertThat(telemetry.failures().count()).isZero();
  }

  @Test
  void joinsLabelsToTheItemsOfRequests() throws Exception {
    predict("r1", "{\"sex\": \"F\", \"order\": 7}", "{\"class\": 1, \"probability\": 0.75}");
    predict("r2", "[{\"sex\": \"M\"}, {\"sex\": \"F\"}]", "[{\"class\": 1}, {\"class\": 0}]");
    FeedbackReply answer =
        label(
            LabelFormat.JSON,
            "[{\"id\": \"7\", \"label\": 1}, {\"id\": \"r2#1\", \"label\": 1},"
                + "{\"id\": \"r2\", \"row\": 0, \"label\": 1}, {\"id\": \"r2\", \"label\": 1},"
                + "{\"label\": 1}]");
    assertThat(answer.received()).isEqualTo(5);
    assertThat(answer.outcomes()).containsEntry("matched", 3).containsEntry("invalid", 2);
    assertThat(answer.items().get(1))
        .isEqualTo(new FeedbackReply.Item("r2#1", null, "matched", null));
    assertThat(answer.withoutJoined().items())
        .extracting(FeedbackReply.Item::reason)
        .containsExactly(
            "the request has several items, so row is needed; allowed: 0 to 1",
            "item 5: id is missing; allowed: a text of 1 to 256 characters");

    await().until(() -> report().predictions().labelled() == 3);
    assertThat(report().coverage()).isEqualTo(1);
    assertThat(report().delays().labelled().error()).isEqualTo(1 / 3.0);
    assertThat(report().settings().segments()).containsExactly("sex");
    List<MetricData> metrics = List.copyOf(OTEL.getMetrics());
    assertThat(metrics)
        .filteredOn(metric -> metric.getName().equals("djl.serving.feedback.labels"))
        .flatExtracting(metric -> metric.getLongSumData().getPoints())
        .anySatisfy(
            point -> {
              assertThat(point.getAttributes().get(QualityKeys.FEEDBACK_OUTCOME))
                  .isEqualTo("matched");
              assertThat(point.getAttributes().get(ModelKeys.NAME)).isEqualTo("m");
              assertThat(point.getValue()).isEqualTo(3);
            });
    assertThat(metrics)
        .extracting(MetricData::getName)
        .contains(
            "djl.serving.feedback.coverage",
            "djl.serving.feedback.delay",
            "djl.serving.feedback.waiting",
            "djl.serving.feedback.evicted");
  }

  @Test
  void whatIsLabelledOrErasedIsWantedNoMore() throws Exception {
    predict("r1", "{\"order\": 7}", "{\"class\": 1, \"probability\": 0.75}");
    predict("r2", "[{}, {}]", "[{\"class\": 1}, {\"class\": 0}]");
    predict("a\"b", "{}", "{\"class\": 1}");
    await().until(() -> report().predictions().kept() == items);
    assertThat(wanted())
        .extracting(item -> item.id() + " " + item.row() + " " + item.prediction())
        .containsExactlyInAnyOrder("7 null 1", "r2 0 1", "r2 1 0", "a\"b null 1");
    String filled = wantedReport().csv().replace(",,1\n", ",1,1\n");
    assertThat(filled).contains("\"a\"\"b\",,1,1\n");
    Objects.requireNonNull(monitoring.erase(MODEL, "7")).get();
    assertThat(wanted()).hasSize(3);
    items--;
    assertThat(label(LabelFormat.CSV, filled).outcomes())
        .containsEntry("matched", 3)
        .containsEntry("waiting", 1);
    assertThat(wanted()).isEmpty();
    assertThat(wantedReport().labelled()).isEqualTo(3);
  }

  /** Spreadsheets take a file without the mark for another character set. */
  @Test
  void idsOfAllLettersAreReadBySpreadsheets() throws Exception {
    predict("Z\u00fcrich", "{}", "{\"class\": 1}");
    await().until(() -> report().predictions().kept() == items);
    String csv = wantedReport().csv();
    assertThat(csv).startsWith("\ufeffid,row,label,weight\n\"Z\u00fcrich\",,,");
    assertThat(label(LabelFormat.CSV, csv.replace(",,,", ",,1,")).outcomes())
        .containsExactly(Map.entry("matched", 1));
  }

  private List<WantedReport.Item> wanted() throws Exception {
    return wantedReport().items();
  }

  private WantedReport wantedReport() throws Exception {
    return Objects.requireNonNull(monitoring.wanted(MODEL, 100)).get();
  }

  @Test
  void joinsALabelThatComesBeforeItsPrediction() throws Exception {
    assertThat(label(LabelFormat.CSV, "id,label\nsoon,1\n").outcomes()).containsEntry("waiting", 1);
    predict("soon", "{}", "{\"class\": 1}");
    await().until(() -> report().predictions().labelled() == 1);
  }

  @Test
  void goesOnAfterARestart() throws Exception {
    predict("before", "{}", "{\"class\": 1}");
    await().until(() -> report().predictions().kept() == 1);
    monitoring.close(Duration.ofSeconds(10));
    monitoring = started(true);
    await().until(() -> monitoring.models().feedback(MODEL) != null);
    assertThat(label(LabelFormat.JSON_LINES, "{\"id\": \"before\", \"label\": 0}").outcomes())
        .containsEntry("matched", 1);
  }

  /** The worker starts when all of it waits, so that what is new overtakes what is old. */
  @Test
  void aReloadLosesNoPrediction() throws Exception {
    monitoring.close(Duration.ofSeconds(10));
    monitoring = made(true, telemetry, ConcurrentHashMap.newKeySet());
    int reloads = 5;
    int each = 300;
    int all = reloads * each;
    for (int i = 0; i < reloads; i++) {
      monitoring.loaded(model(true), modelFolder);
      for (int k = 0; k < each; k++) {
        if (k == each - 10) {
          monitoring.unloaded(MODEL);
        }
        offer(i + "-" + k, "{}", "{\"class\": 1}");
      }
    }
    monitoring.loaded(model(true), modelFolder);
    monitoring.start();
    items = all;
    StringBuilder labels = new StringBuilder("id,label\n");
    for (int i = 0; i < reloads; i++) {
      for (int k = 0; k < each; k++) {
        labels.append(i + "-" + k + ",1\n");
      }
    }
    assertThat(label(LabelFormat.CSV, labels.toString()).outcomes())
        .containsExactly(Map.entry("matched", all));
    monitoring.close(Duration.ofSeconds(10));
    monitoring = started(true);
    await().until(() -> monitoring.models().feedback(MODEL) != null);
    assertThat(report().predictions().labelled()).isEqualTo(all);
    try (Stream<Path> files = Files.list(state.resolve("on/m/feedback"))) {
      assertThat(files).noneMatch(file -> file.toString().endsWith(".corrupt"));
    }
  }

  @Test
  void whatComesWhenAModelIsLongGoneIsCounted() {
    predict("before", "{}", "{\"class\": 1}");
    monitoring.unloaded(MODEL);
    await().until(() -> !monitoring.wanted(MODEL));
    offer("after", "{}", "{\"class\": 1}");
    assertThat(telemetry.workers().handOffs())
        .filteredOn(queue -> queue.name().equals("drift"))
        .singleElement()
        .satisfies(queue -> assertThat(queue.refused()).containsEntry("gone", 1L));
  }

  @Test
  void saysWhatIsWrongWithABody() {
    await().until(() -> monitoring.models().feedback(MODEL) != null);
    CompletableFuture<FeedbackReply> answer =
        monitoring.label(List.of(MODEL), LabelFormat.JSON, bytes("["));
    assertThat(answer)
        .isNotNull()
        .failsWithin(Duration.ofSeconds(10))
        .withThrowableOfType(ExecutionException.class)
        .withCauseInstanceOf(UnreadableLabelsException.class);
  }

  @Test
  void refusesMoreThanItCanHold() {
    await().until(() -> monitoring.models().feedback(MODEL) != null);
    byte[] body = new byte[(int) LabelIntake.MAX_BYTES + 1];
    assertThat(monitoring.label(List.of(MODEL), LabelFormat.CSV, body)).isNull();
    assertThat(monitoring.label(List.of(MODEL), LabelFormat.CSV, bytes("id,label\n")))
        .isNotNull()
        .succeedsWithin(Duration.ofSeconds(10));
  }

  @Test
  void withoutDriftThereIsFeedbackAlone() {
    await().until(() -> monitoring.wanted(MODEL));
    assertThat(monitoring.models().report(MODEL)).isNull();
    assertThat(monitoring.drift().captureReference(MODEL, 100)).isNull();
    monitoring.unloaded(MODEL);
    assertThat(monitoring.models().feedback(MODEL)).isNull();
  }

  @Test
  void switchedOffNothingIsKept() {
    monitoring.close(Duration.ofSeconds(10));
    monitoring = started(false);
    await().until(() -> !monitoring.wanted(MODEL));
    assertThat(monitoring.models().feedback(MODEL)).isNull();
    assertThat(state.resolve("off")).doesNotExist();
  }

  @Test
  void saysThatLabelsHaveNothingToBeJoinedTo() throws Exception {
    predict("r1", "{\"age\": 1}", "{\"id\": 7, \"note\": \"x\"}");
    items = 0;
    await().until(() -> label(LabelFormat.CSV, "id,label\nr1,1\n").warning() != null);
    assertThat(label(LabelFormat.CSV, "id,label\nr1,1\n").warning())
        .contains("no prediction was found in the responses", "observability.prediction")
        .doesNotContain("note");
    predict("r2", "{\"age\": 1}", "{\"prediction\": 1}");
    items = 1;
    assertThat(label(LabelFormat.CSV, "id,label\nr2,1\n").warning()).isNull();
  }

  @Test
  void aSecondServerSaysThatTheFolderIsInUseAndWritesNothingThere() throws Exception {
    predict("r1", "{}", "{\"class\": 1}");
    await().until(() -> report().predictions().kept() == 1);
    FileTime before = Files.getLastModifiedTime(state.resolve("on/m"));
    Telemetry others = Telemetry.using(OTEL.getOpenTelemetry(), "test");
    Set<String> told = ConcurrentHashMap.newKeySet();
    Monitoring second = started(true, others, told);
    await()
        .until(
            () ->
                String.valueOf(second.models().withoutLabels(MODEL))
                    .contains("is in use by another"));
    assertThat(monitoring.models().withoutLabels(MODEL)).isNull();
    assertThat(second.models().feedback(MODEL)).isNull();
    second.close(Duration.ofSeconds(10));
    assertThat(told)
        .containsExactly(
            state.resolve("on/m")
                + " is in use by another server, so nothing is kept there; give each its own"
                + " observability.state-folder");
    assertThat(Files.getLastModifiedTime(state.resolve("on/m"))).isEqualTo(before);
  }

  private Monitoring started(boolean on) {
    return started(on, telemetry, ConcurrentHashMap.newKeySet());
  }

  private Monitoring started(boolean on, Telemetry telemetry, Set<String> told) {
    Monitoring started = made(on, telemetry, told);
    started.start();
    started.loaded(model(on), modelFolder);
    return started;
  }

  private static ServedModel model(boolean on) {
    Properties properties = new Properties();
    properties.setProperty("observability.drift", "false");
    properties.setProperty("observability.feedback", Boolean.toString(on));
    properties.setProperty("observability.feedback.key", "order");
    properties.setProperty("observability.feedback.lateness", "0");
    properties.setProperty("observability.segments", "sex");
    Configuration configuration = new Configuration(new Properties(), Map.of(), problem -> {});
    return new ServedModels(System::nanoTime)
        .add(MODEL, configuration.model("m", properties), true);
  }

  private Monitoring made(boolean on, Telemetry telemetry, Set<String> told) {
    return new Monitoring(
        state.resolve(on ? "on" : "off"),
        "test",
        telemetry,
        new FileProblems() {
          @Override
          public void refused(ModelId model, Path reference, String why) {}

          @Override
          public void notKept(ModelId model, String part, Path folder, String why) {
            told.add(why);
          }
        },
        Governor.none());
  }

  private void predict(String request, String input, String output) {
    items += input.startsWith("[") ? 2 : 1;
    await().until(() -> monitoring.wanted(MODEL));
    offer(request, input, output);
  }

  private void offer(String request, String input, String output) {
    monitoring.offer(
        new Observation(
            MODEL,
            System.currentTimeMillis(),
            null,
            request,
            Payload.Body.of(bytes(input), "application/json"),
            Payload.Body.of(bytes(output), "application/json")));
  }

  private FeedbackReply label(LabelFormat format, String body) throws Exception {
    await().until(() -> monitoring.models().feedback(MODEL) != null);
    // Labels overtake predictions that wait in the queue; here those are to come first.
    await().until(() -> report().predictions().kept() == items);
    CompletableFuture<FeedbackReply> answer = monitoring.label(List.of(MODEL), format, bytes(body));
    if (answer == null) {
      throw new AssertionError("the labels were not taken");
    }
    return answer.get();
  }

  private FeedbackReport report() {
    FeedbackReport report = monitoring.models().feedback(MODEL);
    assertThat(report).isNotNull();
    return report;
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}

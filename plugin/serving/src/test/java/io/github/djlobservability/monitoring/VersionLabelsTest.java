package io.github.djlobservability.monitoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.djlobservability.config.Configuration;
import io.github.djlobservability.governor.Governor;
import io.github.djlobservability.label.FeedbackReply;
import io.github.djlobservability.label.LabelFormat;
import io.github.djlobservability.model.ModelId;
import io.github.djlobservability.model.ServedModels;
import io.github.djlobservability.observation.Observation;
import io.github.djlobservability.observation.Payload;
import io.github.djlobservability.telemetry.Telemetry;
import io.opentelemetry.api.OpenTelemetry;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Labels that name no version, of a model that has two. */
class VersionLabelsTest {
  private static final ModelId ONE = new ModelId("m", "1");
  private static final ModelId TWO = new ModelId("m", "2");

  @TempDir Path state;
  @TempDir Path modelFolder;

  private final Telemetry telemetry = Telemetry.using(OpenTelemetry.noop(), "test");
  private Monitoring monitoring;

  @BeforeEach
  void start() {
    Properties properties = new Properties();
    properties.setProperty("observability.drift", "false");
    properties.setProperty("observability.feedback", "true");
    properties.setProperty("observability.feedback.lateness", "0");
    Configuration configuration = new Configuration(new Properties(), Map.of(), problem -> {});
    monitoring = new Monitoring(state, "test", telemetry, (m, f, why) -> {}, Governor.none());
    monitoring.start();
    ServedModels models = new ServedModels(System::nanoTime);
    for (ModelId id : List.of(ONE, TWO)) {
      monitoring.loaded(
          models.add(id, configuration.model(id.toString(), properties), true), modelFolder);
      await().until(() -> monitoring.models().feedback(id) != null);
    }
  }

  @AfterEach
  void stop() {
    monitoring.close(Duration.ofSeconds(10));
    assertThat(telemetry.failures().count()).isZero();
  }

  @Test
  void goToTheVersionThatMadeThePrediction() throws Exception {
    predict(ONE, "a", 1);
    predict(TWO, "b", 1);
    FeedbackReply reply = label("id,label\na,1\nb,1\n");
    assertThat(reply.outcomes()).containsOnly(Map.entry("matched", 2));
    assertThat(label("id,label\na,1\n").outcomes()).containsOnly(Map.entry("duplicate", 1));
    assertThat(label("id,label\nb,0\n").outcomes()).containsOnly(Map.entry("corrected", 1));
    await().until(() -> labelled(ONE) == 1 && labelled(TWO) == 1);
    assertThat(labels(ONE)).containsEntry("matched", 1L).containsEntry("waiting", 0L);
    assertThat(labels(TWO)).containsEntry("matched", 1L).containsEntry("waiting", 0L);
  }

  @Test
  void countForBothWhereBothWereAsked() throws Exception {
    predict(ONE, "same", 1);
    predict(TWO, "same", 1);
    assertThat(label("id,label\nsame,1\n").outcomes()).containsOnly(Map.entry("matched", 1));
    await().until(() -> labelled(ONE) == 1 && labelled(TWO) == 1);
  }

  @Test
  void waitForAVersionThatIsSlower() throws Exception {
    predict(ONE, "same", 1);
    assertThat(label("id,label\nsame,1\n").outcomes()).containsOnly(Map.entry("matched", 1));
    predict(TWO, "same", 1);
    await().until(() -> labelled(TWO) == 1);
    assertThat(labels(TWO)).containsEntry("waiting", 0L);
  }

  @Test
  void waitInAllVersionsAndCountInOne() throws Exception {
    assertThat(label("id,label\nsoon,1\n").outcomes()).containsOnly(Map.entry("waiting", 1));
    assertThat(label("id,label\n,1\n").outcomes()).containsOnly(Map.entry("invalid", 1));
    predict(TWO, "soon", 1);
    await().until(() -> labelled(TWO) == 1);
    assertThat(labels(ONE)).containsEntry("waiting", 1L).containsEntry("invalid", 1L);
    assertThat(labels(TWO)).containsEntry("waiting", 0L).containsEntry("invalid", 0L);
  }

  @Test
  void sayWhatIsWrongWithThemInTheVersionThatHasTheRequest() throws Exception {
    offer(TWO, "rows", "[{\"x\": 1}, {\"x\": 2}]", "[{\"class\": 1}, {\"class\": 0}]");
    await().until(() -> kept(TWO) == 2);
    FeedbackReply reply = label("id,label\nrows,1\nrows#1,1\n");
    assertThat(reply.outcomes()).containsOnly(Map.entry("invalid", 1), Map.entry("matched", 1));
    await().until(() -> labelled(TWO) == 1);
    assertThat(labels(TWO)).containsEntry("invalid", 1L).containsEntry("matched", 1L);
    assertThat(labels(ONE).values()).containsOnly(0L);
  }

  private void predict(ModelId version, String request, int value) {
    long before = kept(version);
    offer(version, request, "{\"x\": 1}", "{\"class\": " + value + "}");
    await().until(() -> kept(version) == before + 1);
  }

  private void offer(ModelId version, String request, String input, String output) {
    monitoring.offer(
        new Observation(
            version,
            System.currentTimeMillis(),
            null,
            request,
            Payload.Body.of(bytes(input), "application/json"),
            Payload.Body.of(bytes(output), "application/json")));
  }

  private FeedbackReply label(String csv) throws Exception {
    CompletableFuture<FeedbackReply> reply =
        monitoring.label(List.of(ONE, TWO), LabelFormat.CSV, bytes(csv));
    if (reply == null) {
      throw new AssertionError("the labels were not taken");
    }
    return reply.get();
  }

  private long kept(ModelId version) {
    return report(version).predictions().kept();
  }

  private long labelled(ModelId version) {
    return report(version).predictions().labelled();
  }

  private Map<String, Long> labels(ModelId version) {
    return report(version).labels().received();
  }

  private FeedbackReport report(ModelId version) {
    FeedbackReport report = monitoring.models().feedback(version);
    assertThat(report).isNotNull();
    return report;
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}

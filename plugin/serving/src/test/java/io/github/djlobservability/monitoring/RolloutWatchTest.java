package io.github.djlobservability.monitoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.djlobservability.config.Configuration;
import io.github.djlobservability.console.rollout.RolloutSection;
import io.github.djlobservability.governor.Governor;
import io.github.djlobservability.html.HtmlWriter;
import io.github.djlobservability.label.LabelFormat;
import io.github.djlobservability.model.ModelId;
import io.github.djlobservability.model.ServedModels;
import io.github.djlobservability.observation.CompletedRequest;
import io.github.djlobservability.observation.Observation;
import io.github.djlobservability.observation.Payload;
import io.github.djlobservability.quality.measure.LabelledItem;
import io.github.djlobservability.rollout.ModelRollout;
import io.github.djlobservability.rollout.RolloutFinding;
import io.github.djlobservability.rollout.RolloutReport;
import io.github.djlobservability.rollout.RolloutSettings;
import io.github.djlobservability.rollout.Said;
import io.github.djlobservability.telemetry.Telemetry;
import io.opentelemetry.api.OpenTelemetry;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From what two versions do to how they compare. */
class RolloutWatchTest {
  private static final int REQUESTS = 120;

  @TempDir Path state;
  @TempDir Path modelFolder;

  private final Telemetry telemetry = Telemetry.using(OpenTelemetry.noop(), "test");
  private final ServedModels models = new ServedModels(System::nanoTime);
  private final Configuration configuration =
      new Configuration(new Properties(), Map.of(), problem -> {});
  private Monitoring monitoring;

  @BeforeEach
  void start() {
    monitoring = new Monitoring(state, "test", telemetry, (m, f, why) -> {}, Governor.none());
    monitoring.start();
  }

  @AfterEach
  void stop() {
    monitoring.close(Duration.ofSeconds(10));
    assertThat(telemetry.failures().count()).isZero();
  }

  private ModelId load(String version, String key, String value) {
    Properties properties = new Properties();
    properties.setProperty("observability.drift", "false");
    properties.setProperty("observability.feedback", "true");
    properties.setProperty(key, value);
    ModelId id = new ModelId("m", version);
    monitoring.loaded(
        models.add(id, configuration.model(id.toString(), properties), true), modelFolder);
    await().until(() -> monitoring.models().feedback(id) != null);
    return id;
  }

  @Test
  void comparesAShadow() {
    ModelId one = load("1", "observability.values", "all");
    assertThat(monitoring.rollout("m")).isNull();
    ModelId two = load("2", "observability.values", "all");
    StringBuilder labels = new StringBuilder("id,label\n");
    for (int i = 0; i < REQUESTS; i++) {
      offer(one, "r" + i, "yes");
      offer(two, "r" + i, i % 2 == 0 ? "yes" : "no");
      labels.append("r").append(i).append(",yes\n");
    }
    await().until(() -> kept(one) == REQUESTS && kept(two) == REQUESTS);
    assertThat(monitoring.label(List.of(one, two), LabelFormat.CSV, bytes(labels.toString())))
        .isNotNull()
        .succeedsWithin(Duration.ofSeconds(10));
    RolloutReport report = report();
    assertThat(report.baseline()).isEqualTo("1");
    assertThat(report.candidates()).hasSize(1);
    assertThat(report.candidates().get(0).advice()).isEqualTo(RolloutReport.Advice.STOP);
    assertThat(report.candidates().get(0).findings())
        .extracting(RolloutFinding::sentence)
        .anyMatch(text -> text.startsWith("Version 2 makes more errors than version 1, asked"))
        .anyMatch(text -> text.startsWith("Version 1 and version 2 say the same in 50 % of 120"));
    HtmlWriter html = new HtmlWriter();
    RolloutSection.write(html, report);
    assertThat(html.html()).contains("badge bad", "Stop", "Version 2 makes more errors");
  }

  @Test
  void whatIsToldWithNoiseAloneIsNotCompared() {
    ModelId one = load("1", "observability.privacy.epsilon", "1");
    ModelId two = load("2", "observability.privacy.epsilon", "1");
    offer(one, "r", "yes");
    offer(two, "r", "yes");
    await().until(() -> kept(one) == 1 && kept(two) == 1);
    assertThat(report().candidates().get(0).findings()).isEmpty();
  }

  @Test
  void comparesRequests() {
    ModelId one = load("1", "observability.rollout.baseline", "2");
    load("2", "observability.rollout.tolerance", "10%");
    long now = System.currentTimeMillis();
    for (int i = 0; i < REQUESTS; i++) {
      monitoring.requested(
          new CompletedRequest(
              one, true, now + i * 1000L, 1_000_000, i % 3 == 0, null, null, 10, 1));
      monitoring.requested(
          new CompletedRequest(
              new ModelId("m", "2"), true, now + i * 1000L, 1_000_000, false, null, null, 10, 1));
    }
    monitoring.requested(
        new CompletedRequest(
            new ModelId("m", null), false, now, 1_000_000, false, null, null, 10, 1));
    RolloutReport report = report();
    assertThat(report.baseline()).isEqualTo("2");
    assertThat(report.candidates().get(0).reason()).startsWith("Version 1 fails more requests");
    assertThat(report.notCompared()).containsExactly(Map.entry("version", 1L));
    HtmlWriter html = new HtmlWriter();
    RolloutSection.write(html, report);
    assertThat(html.html()).contains("it isn&#39;t known which version served them: 1.");
    monitoring.unloaded(one);
    assertThat(monitoring.rollout("m")).isNull();
  }

  /** Fills all that waits, with names of classes as long as they may be. */
  @Test
  void holdsNoMoreThanItSays() {
    ModelRollout rollout = new ModelRollout("m");
    rollout.add("1", RolloutSettings.defaults(), 0);
    rollout.add("2", RolloutSettings.defaults(), 0);
    for (int i = 0; i < 10_000; i++) {
      long at = i * 600_000L;
      String name = i + "x".repeat(190);
      String version = i % 2 == 0 ? "1" : "2";
      rollout.requested(version, at, false, i);
      rollout.predicted(version, at, "r" + i, 0, Said.of(name, name, 0.5));
      rollout.labelled(
          version,
          "r" + i,
          0,
          new LabelledItem(i, null, at, at, name, Map.of(), "a", 1, List.of()));
    }
    assertThat(HeapWalk.from(rollout).bytes()).isLessThanOrEqualTo(rollout.bytes());
    assertThat(rollout.bytes()).isLessThan(3L << 20);
  }

  @Test
  void switchedOffAVersionIsComparedWithNone() {
    load("1", "observability.rollout", "true");
    load("2", "observability.rollout", "false");
    assertThat(monitoring.rollout("m")).isNull();
  }

  /** One version's reference hides the name, and the other version has none. */
  @Test
  void classesAreComparedAsTheyAreAndShownAsTheyMayBe() {
    ModelId one = load("1", "observability.drift", "true");
    ModelId two = load("2", "observability.drift", "true");
    assertThat(monitoring.drift().captureReference(one, REQUESTS)).isNotNull();
    for (int i = 0; i < REQUESTS; i++) {
      offer(one, "c" + i, i % 3 == 0 ? "cat" : "dog");
    }
    await().until(() -> hasReference(one));
    for (int i = 0; i < REQUESTS; i++) {
      offer(one, "r" + i, i % 3 == 0 ? "cat" : "dog");
      offer(two, "r" + i, i % 3 == 0 ? "cat" : "dog");
    }
    await().until(() -> kept(one) == 2 * REQUESTS && kept(two) == REQUESTS);
    assertThat(report().candidates().get(0).findings())
        .extracting(RolloutFinding::sentence)
        .anyMatch(text -> text.startsWith("Version 1 and version 2 say the same in 100 % of 120"))
        .noneMatch(text -> text.contains("cat") || text.contains("dog"));
  }

  private boolean hasReference(ModelId model) {
    WatchReport report = monitoring.models().report(model);
    return report != null && report.reference() != null;
  }

  @Test
  void whatIsErasedWaitsForNoOtherHalf() {
    ModelId one = load("1", "observability.values", "all");
    ModelId two = load("2", "observability.values", "all");
    offer(one, "gone", "yes");
    offer(one, "kept", "yes");
    await().until(() -> kept(one) == 2);
    assertThat(monitoring.erase(one, "gone")).isNotNull().succeedsWithin(Duration.ofSeconds(10));
    offer(two, "gone", "yes");
    assertThat(pairs(two, 1)).isEmpty();
    offer(two, "kept", "yes");
    assertThat(pairs(two, 2)).hasSize(1);
  }

  private List<RolloutFinding> pairs(ModelId version, long kept) {
    await().until(() -> kept(version) == kept);
    return report().candidates().get(0).findings().stream()
        .filter(finding -> finding.quantity() == RolloutFinding.Quantity.UNLIKE)
        .toList();
  }

  @Test
  void requestsOfAVersionThatIsNotToBeComparedAreNotLeftOut() {
    load("1", "observability.rollout", "true");
    load("2", "observability.rollout", "true");
    load("3", "observability.rollout", "false");
    monitoring.requested(
        new CompletedRequest(
            new ModelId("m", "3"), true, 1000, 1_000_000, false, null, null, 10, 1));
    assertThat(report().notCompared()).isEmpty();
  }

  private void offer(ModelId version, String request, String name) {
    monitoring.offer(
        new Observation(
            version,
            System.currentTimeMillis(),
            null,
            request,
            Payload.Body.of(bytes("{\"x\": 1}"), "application/json"),
            Payload.Body.of(bytes("{\"class\": \"" + name + "\"}"), "application/json")));
  }

  private long kept(ModelId version) {
    FeedbackReport report = monitoring.models().feedback(version);
    return report == null ? 0 : report.predictions().kept();
  }

  private RolloutReport report() {
    RolloutReport report = monitoring.rollout("m");
    if (report == null) {
      throw new AssertionError("nothing is compared");
    }
    return report;
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}

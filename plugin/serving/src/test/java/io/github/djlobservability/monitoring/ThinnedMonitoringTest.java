package io.github.djlobservability.monitoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.djlobservability.config.Configuration;
import io.github.djlobservability.governor.Governor;
import io.github.djlobservability.model.ModelId;
import io.github.djlobservability.model.ServedModel;
import io.github.djlobservability.model.ServedModels;
import io.github.djlobservability.monitoring.comparison.CoverageReport;
import io.github.djlobservability.observation.Observation;
import io.github.djlobservability.observation.Payload;
import io.github.djlobservability.telemetry.Telemetry;
import io.opentelemetry.api.OpenTelemetry;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** More requests than are compared: what is left out is counted, and kept for labels. */
class ThinnedMonitoringTest {
  private static final ModelId MODEL = new ModelId("m", null);
  private static final int REQUESTS = 800;
  private static final Duration LIMIT = Duration.ofSeconds(60);

  @TempDir private Path state;
  private final Telemetry telemetry = Telemetry.using(OpenTelemetry.noop(), "test");
  private final Properties properties = new Properties();
  private @Nullable Monitoring monitoring;

  private Monitoring started() {
    properties.setProperty("observability.reference.capture", "100");
    properties.setProperty("observability.drift.rows-per-second", "3");
    Configuration configuration = new Configuration(new Properties(), Map.of(), problem -> {});
    ServedModel model =
        new ServedModels(System::nanoTime).add(MODEL, configuration.model("m", properties), true);
    Monitoring started =
        new Monitoring(state, "test", telemetry, (m, f, why) -> {}, Governor.none());
    started.start();
    started.loaded(model, state);
    monitoring = started;
    // Before its parts are open every request is compared.
    offer(started, 0);
    await().atMost(LIMIT).until(() -> coverage(started).seen() == 1);
    for (int i = 1; i < REQUESTS; i++) {
      offer(started, i);
    }
    return started;
  }

  private static void offer(Monitoring started, int i) {
    String body = i % 2 == 0 ? "{\"age\": 40.5}" : "[{\"age\": 40.5}, {\"age\": 41}, {\"age\": 3}]";
    String response =
        i % 2 == 0 ? "{\"class\": 1}" : "[{\"class\": 1}, {\"class\": 0}, {\"class\": 1}]";
    started.offer(
        new Observation(
            MODEL, System.currentTimeMillis(), null, "r" + i, json(body), json(response)));
  }

  private static Payload json(String text) {
    return Payload.Body.of(text.getBytes(StandardCharsets.UTF_8), "application/json");
  }

  @AfterEach
  void stop() {
    if (monitoring != null) {
      monitoring.close(Duration.ofSeconds(10));
    }
    assertThat(telemetry.failures().count()).isZero();
  }

  private static CoverageReport coverage(Monitoring monitoring) {
    WatchReport report = monitoring.models().report(MODEL);
    return report == null ? CoverageReport.NOTHING : report.coverage();
  }

  @Test
  void whatIsLeftOutCountsAsManyItemsAsTheOthers() {
    Monitoring started = started();
    // A request has two items on average; how many those that weren't read had is an estimate.
    await().atMost(LIMIT).until(() -> coverage(started).seen() > 1.7 * REQUESTS);
    CoverageReport coverage = coverage(started);
    assertThat(coverage.seen()).isLessThan((long) (2.3 * REQUESTS));
    assertThat(coverage.compared()).isBetween(85L, REQUESTS * 2L / 3);
    assertThat(coverage.reasons())
        .containsOnlyKeys("sampled")
        .containsEntry("sampled", coverage.seen() - coverage.compared());
    assertThat(coverage.sampled()).isEqualTo(coverage.seen() - coverage.compared());
    assertThat(coverage.estimated()).isEqualTo(coverage.sampled());
    assertThat(coverage.lost()).isZero();
    assertThat(coverage.notes()).isEmpty();
  }

  @Test
  void eachPredictionIsKeptForItsLabel() {
    properties.setProperty("observability.feedback", "true");
    Monitoring started = started();
    await().atMost(LIMIT).until(() -> kept(started) == 2 * REQUESTS);
    await().atMost(LIMIT).until(() -> coverage(started).seen() == 2 * REQUESTS);
    // All are read for their labels, so their items are counted.
    CoverageReport coverage = coverage(started);
    assertThat(coverage.reasons()).containsKey("sampled");
    assertThat(coverage.estimated()).isZero();
  }

  private static long kept(Monitoring monitoring) {
    FeedbackReport report = monitoring.models().feedback(MODEL);
    return report == null ? 0 : report.predictions().kept();
  }
}

package io.github.djlobservability.monitoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.djlobservability.config.DriftSetting;
import io.github.djlobservability.config.FeedbackSetting;
import io.github.djlobservability.config.Settings;
import io.github.djlobservability.governor.Governor;
import io.github.djlobservability.model.ModelId;
import io.github.djlobservability.model.ServedModels;
import io.github.djlobservability.observation.Observation;
import io.github.djlobservability.observation.Payload;
import io.github.djlobservability.telemetry.Telemetry;
import io.github.djlobservability.worker.MemoryBudget;
import io.opentelemetry.api.OpenTelemetry;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.Random;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** All that the monitoring holds stays within its memory, whatever the requests are. */
class MemoryTest {
  private static final long SEED = 20261129;
  private static final int BODY_BYTES = 969_000;
  private static final ModelId MODEL = new ModelId("m", null);

  /** A twentieth of 256 MB, as official images have little more. */
  private static final long BUDGET = (256L << 20) / 20;

  /** The same of 1 GB. */
  private static final long LARGE_BUDGET = (1L << 30) / 20;

  @TempDir Path folder;

  private int requests = 100;
  private final Random random = new Random(SEED);

  @Test
  void manyShortKeys() {
    assertBounded(BUDGET, this::manyKeys);
    assertBounded(LARGE_BUDGET, this::manyKeys);
  }

  @Test
  void keysThatAreNewEachTime() {
    assertBounded(LARGE_BUDGET, i -> manyKeys(i).replace("\"k", "\"k" + i + "_"));
  }

  @Test
  void longTexts() {
    assertBounded(LARGE_BUDGET, this::texts);
  }

  @Test
  void thousandsOfCategories() {
    assertBounded(LARGE_BUDGET, this::categories);
  }

  @Test
  void bodiesOfBrackets() {
    String row = "[],".repeat(BODY_BYTES / 3);
    requests = 3;
    assertBounded(LARGE_BUDGET, i -> "{\"a\": [" + row + "[]]}");
  }

  private String manyKeys(int request) {
    StringBuilder body = new StringBuilder("{\"n\": ").append(request);
    for (int i = 0; i < 70_000; i++) {
      body.append(",\"k").append(i).append("\":").append(random.nextInt(1000));
    }
    return body.append('}').toString();
  }

  private String texts(int request) {
    StringBuilder body = new StringBuilder("{\"n\": ").append(request);
    for (int i = 0; i < 300; i++) {
      body.append(",\"t").append(i).append("\": \"");
      for (int word = 0; word < 200; word++) {
        body.append(Integer.toString(random.nextInt(1_000_000), 36)).append(' ');
      }
      body.append('"');
    }
    return body.append('}').toString();
  }

  private String categories(int request) {
    StringBuilder body = new StringBuilder("{\"n\": ").append(request);
    for (int i = 0; i < 1_000; i++) {
      body.append(",\"c").append(i).append("\": \"").append(random.nextInt(100_000)).append("v\"");
    }
    return body.append('}').toString();
  }

  private void assertBounded(long budget, IntFunction<String> bodies) {
    System.out.println("seed " + SEED);
    MemoryBudget memory = new MemoryBudget(budget);
    Telemetry telemetry = Telemetry.using(OpenTelemetry.noop(), "test", memory, Runnable::run);
    Monitoring monitoring =
        new Monitoring(
            folder.resolve("b" + budget), "test", telemetry, (m, f, w) -> {}, Governor.none());
    try {
      assertBounded(monitoring, memory, bodies);
    } finally {
      monitoring.close(Duration.ofSeconds(10));
    }
    assertThat(telemetry.failures().count()).isZero();
  }

  private void assertBounded(
      Monitoring monitoring, MemoryBudget memory, IntFunction<String> bodies) {
    long budget = memory.report().limitBytes();
    Settings settings =
        Settings.DEFAULTS.with(DriftSetting.CAPTURE, 200L).with(FeedbackSetting.FEEDBACK, true);
    monitoring.start();
    monitoring.loaded(new ServedModels(System::nanoTime).add(MODEL, settings, true), folder);
    await().until(() -> monitoring.wanted(MODEL));
    for (int i = 0; i < requests; i++) {
      offer(monitoring, bodies.apply(i));
      if (i % 25 == 0) {
        HeapWalk walk = HeapWalk.from(monitoring);
        assertThat(walk.bytes()).as(walk::largest).isLessThan(budget);
      }
    }
    await()
        .atMost(Duration.ofMinutes(1))
        .until(
            () -> Objects.requireNonNull(monitoring.models().report(MODEL)).coverage().seen() > 0);
    HeapWalk walk = HeapWalk.from(monitoring);
    System.out.printf(
        "budget %d, accounted %d, reached %d%n", budget, memory.report().heldBytes(), walk.bytes());
    assertThat(walk.bytes()).as(walk::largest).isLessThan(budget);
  }

  private static void offer(Monitoring monitoring, String input) {
    Payload in = Payload.Body.of(input.getBytes(StandardCharsets.UTF_8), "application/json");
    Payload out = Payload.Body.of("{\"class\": 1}".getBytes(StandardCharsets.UTF_8), null);
    monitoring.offer(new Observation(MODEL, 1_000_000, null, "r", in, out));
  }
}

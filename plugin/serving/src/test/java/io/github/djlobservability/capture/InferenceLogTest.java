package io.github.djlobservability.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.github.djlobservability.config.CaptureSetting;
import io.github.djlobservability.config.Settings;
import io.github.djlobservability.config.value.CapturePolicy;
import io.github.djlobservability.model.ModelId;
import io.github.djlobservability.observation.Completion;
import io.github.djlobservability.observation.Observation;
import io.github.djlobservability.observation.Payload;
import io.github.djlobservability.telemetry.Telemetry;
import io.github.djlobservability.telemetry.definition.PluginKeys;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.sdk.testing.junit5.OpenTelemetryExtension;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InferenceLogTest {
  private static final ModelId MODEL = new ModelId("m", "2");
  private static final SpanContext SPAN =
      SpanContext.create(
          "4bf92f3577b34da6a3ce929d0e0e4736",
          "00f067aa0ba902b7",
          TraceFlags.getSampled(),
          TraceState.builder().put("vendor", "maria@example.com").build());

  @RegisterExtension static final OpenTelemetryExtension OTEL = OpenTelemetryExtension.create();

  @TempDir Path folder;
  private Telemetry telemetry;
  private InferenceLog log;

  /** Not before: the extension forgets the instruments of before. */
  @BeforeEach
  void make() {
    telemetry = Telemetry.using(OTEL.getOpenTelemetry(), "test");
    log =
        new InferenceLog(telemetry, InstantSource.fixed(Instant.ofEpochMilli(1_800_000_000_000L)));
  }

  @AfterEach
  void stop() {
    log.close(Duration.ofSeconds(10));
    assertThat(telemetry.failures().count()).isZero();
  }

  private void begin(Set<CapturePolicy.Target> targets, long bodyBytes) {
    Settings settings =
        Settings.DEFAULTS
            .with(CaptureSetting.TARGETS, targets)
            .with(CaptureSetting.BODY_BYTES, bodyBytes);
    log.begin(MODEL, CaptureSetting.policy(settings), folder.resolve("log"));
    log.start();
  }

  private void offer(String input, String output) {
    offer(input.getBytes(StandardCharsets.UTF_8), output.getBytes(StandardCharsets.UTF_8));
  }

  private void offer(byte[] input, byte[] output) {
    log.offer(
        new Observation(
            MODEL,
            1_700_000_000_000L,
            "4bf92f3577b34da6a3ce929d0e0e4736",
            "r-1",
            Payload.Body.of(input, "application/json"),
            Payload.Body.of(output, "application/json"),
            new Completion(SPAN, 200, null, 250_000_000)),
        CaptureReason.RATE);
  }

  private List<String> lines() throws IOException {
    List<String> lines = new ArrayList<>();
    if (Files.isDirectory(folder.resolve("log"))) {
      try (Stream<Path> files = Files.list(folder.resolve("log"))) {
        for (Path file : files.sorted().toList()) {
          lines.addAll(Files.readAllLines(file));
        }
      }
    }
    return lines;
  }

  @Test
  void writesALineThatIsRedactedAndNamesRequestAndTrace() throws IOException {
    begin(Set.of(CapturePolicy.Target.LINES), 16_384);
    offer("{\"age\": 37, \"mail\": \"maria@example.com\"}", "{\"class\": 1}");
    await().until(() -> lines().size() == 1);
    assertThat(lines().get(0))
        .isEqualTo(
            "{\"time\":\"2023-11-14T22:13:20Z\",\"model\":\"m\",\"version\":\"2\","
                + "\"request_id\":\"r-1\",\"trace_id\":\"4bf92f3577b34da6a3ce929d0e0e4736\","
                + "\"span_id\":\"00f067aa0ba902b7\",\"trace_state\":\"vendor=(email)\","
                + "\"status\":200,\"seconds\":0.25,\"why\":\"rate\",\"input\":{\"age\":37,\"mail\":\"(email)\"},"
                + "\"output\":{\"class\":1}}");
    Path file;
    try (Stream<Path> files = Files.list(folder.resolve("log"))) {
      file = files.findFirst().orElseThrow();
    }
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    await().until(() -> outcomes().equals(List.of("written")));
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void whatIsNoTextIsSaidToBeWhatItIs(boolean content) throws IOException {
    Settings settings =
        Settings.DEFAULTS
            .with(CaptureSetting.TARGETS, Set.of(CapturePolicy.Target.LINES))
            .with(CaptureSetting.CONTENT, content);
    log.begin(MODEL, CaptureSetting.policy(settings), folder.resolve("log"));
    log.start();
    offer(bytes("RIFF$\0\0\0WAVEfmt \u0010\0\0\0"), bytes("\u0089PNG\r\n\u001a\n\0"));
    offer(bytes("\u0093NUMPY\u0001\0"), bytes("a text of \u00ff"));
    await().until(() -> lines().size() == 2);
    assertThat(lines().get(0))
        .contains("\"input\":\"(left out: a recording)\"", "\"output\":\"(left out: an image)\"");
    assertThat(lines().get(1))
        .contains("\"(left out: arrays)\"", "\"(left out: no text in UTF-8)\"");
  }

  private static byte[] bytes(String latin) {
    return latin.getBytes(StandardCharsets.ISO_8859_1);
  }

  @Test
  void writesSageMakersForm() throws IOException {
    begin(Set.of(CapturePolicy.Target.SAGEMAKER), 16_384);
    offer("{\"age\": 37}", "{\"class\": 1}");
    await().until(() -> lines().size() == 1);
    JsonObject line = JsonParser.parseString(lines().get(0)).getAsJsonObject();
    assertThat(line.get("eventVersion").getAsString()).isEqualTo("0");
    assertThat(line.getAsJsonObject("eventMetadata").get("inferenceTime").getAsString())
        .isEqualTo("2023-11-14T22:13:20Z");
    assertThat(line.getAsJsonObject("eventMetadata").get("inferenceId").getAsString())
        .isEqualTo("r-1");
    assertThat(line.getAsJsonObject("eventMetadata").get("customAttributes").toString())
        .isEqualTo(
            "[\"request_id=r-1\",\"trace_id=4bf92f3577b34da6a3ce929d0e0e4736\","
                + "\"span_id=00f067aa0ba902b7\"]");
    assertThat(line.getAsJsonObject("captureData").getAsJsonObject("endpointInput").toString())
        .isEqualTo(
            "{\"observedContentType\":\"application/json\",\"mode\":\"INPUT\","
                + "\"data\":\"{\\\"age\\\":37}\",\"encoding\":\"JSON\"}");
  }

  @Test
  void emitsAnEvent() {
    begin(Set.of(CapturePolicy.Target.EVENTS), 16_384);
    offer("{\"age\": 37}", "{\"class\": 1}");
    await().until(() -> !OTEL.getLogRecords().isEmpty());
    assertThat(OTEL.getLogRecords())
        .singleElement()
        .satisfies(
            event -> {
              assertThat(event.getEventName()).isEqualTo("djl.serving.inference");
              assertThat(event.getAttributes().get(PluginKeys.INFERENCE_INPUT))
                  .isEqualTo("{\"age\":37}");
              assertThat(event.getAttributes().get(PluginKeys.INFERENCE_TRACE))
                  .isEqualTo("4bf92f3577b34da6a3ce929d0e0e4736");
              assertThat(event.getSpanContext()).isEqualTo(SPAN);
              assertThat(event.getAttributes().get(PluginKeys.INFERENCE_TRACE_STATE))
                  .isEqualTo("vendor=(email)");
            });
  }

  /** A message may quote the request, where no rule for fields finds anything. */
  @Test
  void failedResponsesAreLoggedWithoutTheirMessages() throws IOException {
    begin(Set.of(CapturePolicy.Target.LINES), 16_384);
    log.offer(
        new Observation(
            MODEL,
            1_700_000_000_000L,
            null,
            "r-1",
            new Payload.NotKept(Payload.Reason.UNSEEN, 0),
            Payload.Body.of(
                "{\"code\": 400, \"message\": \"no such city: Hamburg\"}"
                    .getBytes(StandardCharsets.UTF_8),
                "application/json"),
            new Completion(SpanContext.getInvalid(), 400, "backend", 0)),
        CaptureReason.STATUS);
    await().until(() -> lines().size() == 1);
    assertThat(lines().get(0))
        .contains("\"trace_id\":null", "\"status\":400,\"failure\":\"backend\"", "(unseen)")
        .contains("\"why\":\"status\"", "\"output\":{\"code\":400,")
        .doesNotContain("Hamburg");
  }

  @Test
  void promptsAndGenerationsStayOutUnlessAskedFor() throws IOException {
    begin(Set.of(CapturePolicy.Target.LINES), 16_384);
    offer(
        "{\"messages\": [{\"role\": \"user\", \"content\": \"my secret\"}], \"n\": 1}",
        "{\"generated_text\": \"your secret\"}");
    await().until(() -> lines().size() == 1);
    assertThat(lines().get(0)).doesNotContain("secret").contains("\"n\":1");
  }

  /** A cut before redaction would leave half a field, which no rule and no detector knows. */
  @Test
  void aTextSaysWhyItIsLeftOut() throws IOException {
    begin(Set.of(CapturePolicy.Target.LINES), 16_384);
    offer("write to Maria", "{\"class\": 1}");
    await().until(() -> lines().size() == 1);
    assertThat(lines().get(0))
        .contains("\"input\":\"(left out: a text; observability.inference-log.content=true keeps");
  }

  @Test
  void longBodiesAreCutAfterTheyWereRedacted() throws IOException {
    begin(Set.of(CapturePolicy.Target.LINES), 100);
    offer("{\"mail\": \"maria@example.com\", \"v\": \"" + "x".repeat(200) + "\"}", "{}");
    await().until(() -> lines().size() == 1);
    assertThat(lines().get(0)).contains("(email)", "...(cut)").doesNotContain("maria");
    assertThat(lines().get(0).length()).isLessThan(450);
    await().until(() -> outcomes().equals(List.of("cut")));
  }

  @Test
  void keepsTheShareThatAGovernorAllows() throws IOException {
    begin(Set.of(CapturePolicy.Target.LINES), 16_384);
    log.keep(0.25);
    for (int i = 0; i < 40; i++) {
      offer("{\"n\": " + i + "}", "{}");
    }
    log.keep(1);
    offer("{\"last\": 1}", "{}");
    await().until(() -> lines().toString().contains("last"));
    assertThat(lines()).hasSize(11);
    assertThat(outcomes()).contains("cpu_share");
  }

  @Test
  void theOldestFilesGo() throws IOException {
    LogFolder small = new LogFolder(folder.resolve("small"), 4_000, Duration.ofDays(1));
    for (int i = 0; i < 100; i++) {
      small.write("x".repeat(99), System.currentTimeMillis());
    }
    small.close();
    long bytes = 0;
    try (Stream<Path> files = Files.list(folder.resolve("small"))) {
      for (Path file : files.toList()) {
        bytes += Files.size(file);
      }
    }
    assertThat(bytes).isBetween(1_000L, 4_000L);
    new LogFolder(folder.resolve("small"), 4_000, Duration.ofDays(1))
        .tidy(System.currentTimeMillis() + Duration.ofDays(2).toMillis());
    assertThat(folder.resolve("small")).isEmptyDirectory();
  }

  private List<String> outcomes() {
    return OTEL.getMetrics().stream()
        .filter(
            metric -> metric.getName().equals("djl.serving.observability.inference_log.inferences"))
        .flatMap(metric -> metric.getLongSumData().getPoints().stream())
        .map(point -> String.valueOf(point.getAttributes().get(PluginKeys.INFERENCE_OUTCOME)))
        .toList();
  }
}

package io.github.djlobservability.suite.hardware;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.github.djlobservability.programs.Needs;
import io.github.djlobservability.programs.Program;
import io.github.djlobservability.programs.ScriptedNvml;
import io.github.djlobservability.suite.fixture.DocumentedNames;
import io.github.djlobservability.suite.fixture.DocumentedSwitches;
import io.github.djlobservability.suite.fixture.ObservedServer;
import io.github.djlobservability.suite.http.RawRequest;
import io.github.djlobservability.suite.model.ModelFolder;
import io.github.djlobservability.suite.otlp.Instrument;
import io.github.djlobservability.suite.otlp.Metrics;
import io.github.djlobservability.suite.server.LogEntry;
import io.github.djlobservability.suite.translator.ScriptedTranslator;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Checks the hardware figures of the packaged plugin, with and without GPUs. */
class HardwareIT {

  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final RawRequest PREDICT =
      RawRequest.postJson("/predictions/scripted", "{\"rows\": [[1,2,3,4], [5,6,7,8]]}");
  private static final List<String> TWO_CARDS =
      List.of(
          "driver 570.1",
          "devices 2",
          "name.0 Card A",
          "uuid.0 GPU-aaaa",
          "utilization.0 37 12",
          "memory.0 80000000000 5000000000",
          "power.0 312500",
          "powerlimit.0 700000",
          "energy.0 123456000",
          "temperature.0 61",
          "clocks.0 1410 2619",
          "reasons.0 4",
          "ecc.0 3 0",
          "process.0 0 4000000000",
          "xid.0 79 2",
          "name.1 Card B",
          "uuid.1 GPU-bbbb",
          "memory.1 1000 10");

  @TempDir private Path folder;

  @Test
  @Needs(Program.C_COMPILER)
  void gpusAreExportedAndShownUntilTheyAreLost() throws IOException, InterruptedException {
    ScriptedNvml nvml = ScriptedNvml.compile(folder, "nvml");
    nvml.says(TWO_CARDS);
    try (ObservedServer observed = startWith(nvml.library().toString())) {
      observed.send(PREDICT);
      Metrics metrics =
          observed.settledMetrics(m -> !m.points("hw.gpu.memory.limit", card("gpu1")).isEmpty());

      assertThat(metrics.value("hw.gpu.utilization", card("gpu0"))).isEqualTo(0.37);
      assertThat(metrics.value("hw.gpu.memory.usage", card("gpu0"))).isEqualTo(5e9);
      assertThat(metrics.value("djl.serving.gpu.process.memory", card("gpu0"))).isEqualTo(4e9);
      assertThat(metrics.value("hw.power", card("gpu0"))).isEqualTo(312.5);
      assertThat(metrics.value("djl.serving.gpu.power.limit", card("gpu0"))).isEqualTo(700);
      assertThat(metrics.value("hw.energy", card("gpu0"))).isEqualTo(123_456);
      assertThat(metrics.value("hw.temperature", card("gpu0"))).isEqualTo(61);
      assertThat(metrics.value("hw.errors", Map.of("error.type", "xid_79"))).isEqualTo(2);
      assertThat(metrics.points("hw.power", card("gpu1"))).isEmpty();
      documented(metrics);

      JsonObject shown = gpu(observed, 0);
      assertThat(shown.getAsJsonObject("identity").get("id").getAsString()).isEqualTo("GPU-aaaa");
      assertThat(shown.getAsJsonObject("reading").get("powerWatts").getAsDouble()).isEqualTo(312.5);

      nvml.says(with(TWO_CARDS, "fail.nvmlDeviceGetMemoryInfo.0 15"));
      await()
          .atMost(PATIENCE)
          .until(() -> gpu(observed, 0).get("device").getAsString().equals("gpu1"));
      observed.server().stop();
      assertThat(observed.server().log().ourProblems())
          .extracting(LogEntry::text)
          .containsExactlyInAnyOrder(
              "gpu0 reports Xid 79",
              "gpu0 (Card A) can't be read: nvmlDeviceGetMemoryInfo: GPU_IS_LOST (15)."
                  + " Its metrics are absent while that is so");
    }
  }

  @Test
  void withoutADriverThereIsOneLineAndTheRestOfTheHardware() throws IOException {
    try (ObservedServer observed = startWith("libno-such-nvml.so.1")) {
      observed.send(PREDICT);
      Metrics metrics =
          observed.settledMetrics(m -> m.count("djl.serving.item.cpu.time", Map.of()) == 1);

      Map<String, String> scripted = Map.of("djl.serving.model.name", "scripted");
      assertThat(metrics.histogram("djl.serving.item.cpu.time", scripted).orElseThrow().sum())
          .isPositive();
      assertThat(metrics.value("process.memory.usage", Map.of())).isGreaterThan(1e7);
      assertThat(metrics.value("process.thread.count", Map.of())).isGreaterThan(10);
      assertThat(metrics.value("jvm.memory.used", Map.of())).isPositive();
      assertThat(metrics.points("jvm.buffer.memory.used", Map.of("jvm.buffer.pool.name", "direct")))
          .hasSize(1);
      assertThat(metrics.names()).noneMatch(name -> name.startsWith("hw."));
      documented(metrics);
      JsonObject model = json(observed, "/observability/models/scripted");
      assertThat(model.getAsJsonObject("hardware").get("measuredItems").getAsLong()).isEqualTo(2);
      observed.server().stop();

      List<LogEntry> lines =
          observed.server().log().entries().stream()
              .filter(entry -> entry.logger().endsWith(".hardware.Hardware"))
              .toList();
      assertThat(lines)
          .extracting(LogEntry::text)
          .containsExactly(
              "No GPU driver; there are no metrics of one: libno-such-nvml.so.1 can't be loaded");
      assertThat(observed.server().log().ourProblems()).isEmpty();
    }
  }

  @Test
  void oneKeySwitchesItOff() throws IOException {
    ModelFolder.onnx(folder.resolve("models"), "scripted").withTranslator(ScriptedTranslator.class);
    try (ObservedServer observed =
        ObservedServer.start(
            "hardware-off",
            launcher ->
                launcher
                    .withModels(folder.resolve("models"))
                    .withSetting("observability.hardware", "false"))) {
      observed.send(PREDICT);
      Metrics metrics =
          observed.settledMetrics(m -> m.count("djl.serving.inference.duration", Map.of()) == 1);
      DocumentedSwitches documented = DocumentedSwitches.read();
      assertThat(metrics.names())
          .noneMatch(name -> documented.turnsOff("observability.hardware", name));
      assertThat(json(observed, "/observability").has("hardware")).isFalse();
    }
  }

  private static void documented(Metrics metrics) throws IOException {
    Map<String, DocumentedNames.Metric> promised = DocumentedNames.read().metrics();
    for (Instrument instrument : metrics.instruments()) {
      if (instrument.scope().equals("io.github.djlobservability")) {
        DocumentedNames.Metric itsPage = promised.get(instrument.name());
        assertThat(itsPage).describedAs(instrument.name()).isNotNull();
        metrics
            .points(instrument.name())
            .forEach(
                point ->
                    assertThat(itsPage.attributes())
                        .describedAs(instrument.name())
                        .containsAll(point.attributes().keySet()));
      }
    }
  }

  private ObservedServer startWith(String library) throws IOException {
    ModelFolder.onnx(folder.resolve("models"), "scripted").withTranslator(ScriptedTranslator.class);
    return ObservedServer.start(
        "hardware",
        launcher ->
            launcher
                .withModels(folder.resolve("models"))
                .withSetting("observability.gpu.library", library));
  }

  private static Map<String, String> card(String device) {
    return Map.of("hw.name", device);
  }

  private static JsonObject gpu(ObservedServer observed, int index) throws IOException {
    return json(observed, "/observability")
        .getAsJsonObject("hardware")
        .getAsJsonArray("gpus")
        .get(index)
        .getAsJsonObject();
  }

  private static JsonObject json(ObservedServer observed, String path) throws IOException {
    return JsonParser.parseString(observed.send(RawRequest.get(path)).text()).getAsJsonObject();
  }

  private static List<String> with(List<String> lines, String line) {
    List<String> more = new ArrayList<>(lines);
    more.add(line);
    return more;
  }
}

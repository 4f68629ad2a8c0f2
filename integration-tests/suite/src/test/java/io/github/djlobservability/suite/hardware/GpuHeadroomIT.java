package io.github.djlobservability.suite.hardware;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.github.djlobservability.programs.Needs;
import io.github.djlobservability.programs.Program;
import io.github.djlobservability.programs.ScriptedNvml;
import io.github.djlobservability.suite.engine.EngineJar;
import io.github.djlobservability.suite.fixture.ObservedServer;
import io.github.djlobservability.suite.http.RawRequest;
import io.github.djlobservability.suite.model.ModelFolder;
import io.github.djlobservability.suite.otlp.Metrics;
import io.github.djlobservability.suite.translator.BulkTranslator;
import io.github.djlobservability.suite.translator.ScriptedTranslator;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Checks the headroom that its GPU leaves to a model. The cards say what a script tells them to,
 * and the models on them are computed on the CPU.
 */
@Needs(Program.C_COMPILER)
class GpuHeadroomIT {

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final List<String> FULL_CARDS =
      List.of(
          "driver 570.1",
          "devices 2",
          "uuid.0 GPU-aaaa",
          "memory.0 1000 10",
          "utilization.0 100 0",
          "uuid.1 GPU-bbbb",
          "memory.1 1000 10",
          "utilization.1 100 0");

  @TempDir private Path folder;

  @Test
  void aFullCardIsWhatLimitsItsModelsUntilItIsLost() throws IOException, InterruptedException {
    ScriptedNvml nvml = ScriptedNvml.compile(folder, "nvml");
    nvml.says(FULL_CARDS);
    try (ObservedServer observed = start(nvml)) {
      JsonObject bulk = load(observed, "bulk", GpuHeadroomIT::isLimitedByItsCard);
      JsonObject tokens = load(observed, "tokens", GpuHeadroomIT::isLimitedByItsCard);
      JsonObject calm = load(observed, "calm", load -> load.has("headroom"));

      // A full card has nothing left, so its models do no more than what they do now.
      for (JsonObject load : List.of(bulk, tokens)) {
        double served = load.get("servedPerSecond").getAsDouble();
        assertThat(limits(load).get("gpu").getAsDouble()).isCloseTo(served, within(1e-9 * served));
      }
      assertThat(limits(bulk).keySet()).contains("workers");
      assertThat(limits(calm).keySet()).contains("workers").doesNotContain("gpu");
      Metrics metrics =
          observed
              .receiver()
              .awaitMetrics(m -> saturation(m, "bulk") > 0 && saturation(m, "tokens") > 0);
      assertThat(metrics.points("djl.serving.saturation", ofGpu("calm"))).isEmpty();

      List<String> oneLost = new ArrayList<>(FULL_CARDS);
      oneLost.add("fail.nvmlDeviceGetMemoryInfo.0 15");
      nvml.says(oneLost);

      load(observed, "bulk", load -> load.has("headroom") && !limits(load).has("gpu"));
      load(observed, "tokens", GpuHeadroomIT::isLimitedByItsCard);
      assertThat(json(observed, "/observability").get("failures").getAsLong()).isZero();
    }
  }

  private ObservedServer start(ScriptedNvml nvml) throws IOException {
    Path models = folder.resolve("models");
    ModelFolder.onnx(models, "bulk")
        .withTranslator(BulkTranslator.class)
        .with("engine", EngineJar.ENGINE)
        .with("option.intraOpNumThreads", "1")
        .with("load_on_devices", "gpu0")
        .with("maxWorkers", "4")
        .with("rows", "200000");
    ModelFolder.python(models, "tokens").with("load_on_devices", "gpu1");
    ModelFolder.onnx(models, "calm").withTranslator(ScriptedTranslator.class);
    Path engine = EngineJar.write(folder.resolve("engine.jar"));
    return ObservedServer.start(
        "gpu-headroom",
        launcher ->
            launcher
                .withModels(models)
                .withDependency(engine)
                // The real server would look for room on a card that isn't there.
                .withJvmOption("-Dskip_oom_check=true")
                .withSetting("observability.gpu.library", nvml.library().toString()));
  }

  /** Asks the model, and looks at its load, until that is as wanted. */
  private static JsonObject load(
      ObservedServer observed, String model, Predicate<JsonObject> wanted) {
    return await()
        .atMost(PATIENCE)
        .until(
            () -> {
              for (int i = 0; i < 5; i++) {
                RawRequest request =
                    RawRequest.postJson("/predictions/" + model, "{\"n\": 1, \"delay_ms\": 1}");
                assertThat(observed.send(request).status()).isEqualTo(200);
              }
              return json(observed, "/observability/models/" + model);
            },
            page -> page.has("load") && wanted.test(page.getAsJsonObject("load")))
        .getAsJsonObject("load");
  }

  private static boolean isLimitedByItsCard(JsonObject load) {
    return load.has("headroom")
        && load.getAsJsonObject("headroom").get("limitedBy").getAsString().equals("gpu");
  }

  private static JsonObject limits(JsonObject load) {
    return load.getAsJsonObject("headroom").getAsJsonObject("limitsPerSecond");
  }

  private static double saturation(Metrics metrics, String model) {
    return metrics.value("djl.serving.saturation", ofGpu(model));
  }

  private static Map<String, String> ofGpu(String model) {
    return Map.of("djl.serving.model.name", model, "djl.serving.resource", "gpu");
  }

  private static JsonObject json(ObservedServer observed, String path) throws IOException {
    return JsonParser.parseString(observed.send(RawRequest.get(path)).text()).getAsJsonObject();
  }
}

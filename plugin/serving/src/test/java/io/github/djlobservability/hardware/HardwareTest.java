package io.github.djlobservability.hardware;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.djlobservability.model.ModelId;
import io.github.djlobservability.model.ModelWork;
import io.github.djlobservability.model.ThreadCounters;
import io.github.djlobservability.programs.Needs;
import io.github.djlobservability.programs.Program;
import io.github.djlobservability.programs.ScriptedNvml;
import io.github.djlobservability.telemetry.Telemetry;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.context.Context;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole of it, as the server drives it, with a management library of our own. */
class HardwareTest {
  private static final ModelId MODEL = new ModelId("m", null);

  @TempDir Path folder;
  private final Telemetry telemetry = Telemetry.using(OpenTelemetry.noop(), "test");

  @AfterEach
  void nothingFailed() {
    assertThat(telemetry.failures().count()).isZero();
  }

  @Test
  @Needs(Program.C_COMPILER)
  void aModelsMemoryIsReadBeforeAndAfterItsLoad() throws Exception {
    ScriptedNvml nvml = ScriptedNvml.compile(folder, "load");
    nvml.says("devices 1", "memory.0 1000 100");
    try (Hardware hardware = start(nvml.library().toString(), Map.of())) {
      hardware.loading(MODEL, "gpu0");
      nvml.says("devices 1", "memory.0 1000 350");
      hardware.loaded(MODEL, "gpu0", () -> 3);
      assertThat(hardware.model(MODEL))
          .isEqualTo(
              new HardwareReport.OfModel(
                  null, null, 0, 3, List.of(new HardwareReport.OnDevice("gpu0", 250L, 0.0, 0.0))));
      hardware.unloaded(MODEL);
      assertThat(hardware.model(MODEL)).isNull();
    }
  }

  @Test
  @Needs(Program.C_COMPILER)
  void theCardsAreShownThatTheProcessMaySee() throws Exception {
    ScriptedNvml nvml = ScriptedNvml.compile(folder, "visible");
    nvml.says("devices 2", "uuid.0 GPU-a", "uuid.1 GPU-b");
    try (Hardware hardware =
        start(nvml.library().toString(), Map.of("CUDA_VISIBLE_DEVICES", "1"))) {
      await().until(() -> !cards(hardware).isEmpty());
      assertThat(cards(hardware)).hasSize(1);
      assertThat(cards(hardware).get(0).device()).isEqualTo("gpu0");
      assertThat(cards(hardware).get(0).identity().id()).isEqualTo("GPU-b");
    }
  }

  @Test
  void withoutADriverALoadWaitsForNobodyAndTheThreadMeasuresOn() {
    try (Hardware hardware = start("libno-such-nvml.so.1", Map.of())) {
      hardware.loading(MODEL, "gpu0");
      hardware.loaded(MODEL, "gpu0", () -> 0);
      ModelWork work = hardware.workOf(MODEL, "gpu0");
      ThreadCounters atBegin = work.begin();
      assertThat(atBegin).isNotNull();
      byte[] allocated = new byte[100_000];
      work.computed(atBegin, 2, Context.root());

      HardwareReport.OfModel model = (HardwareReport.OfModel) hardware.model(MODEL);
      assertThat(model).isNotNull();
      assertThat(model.allocatedBytesPerItem()).isGreaterThanOrEqualTo(allocated.length / 2.0);
      assertThat(model.cpuSecondsPerItem()).isPositive();
      assertThat(model.devices())
          .containsExactly(new HardwareReport.OnDevice("gpu0", null, 0.0, 0.0));
      assertThat(cards(hardware)).isEmpty();
    }
  }

  private Hardware start(String library, Map<String, String> environment) {
    return Hardware.start(library, telemetry, environment);
  }

  private static List<HardwareReport.Card> cards(Hardware hardware) {
    return ((HardwareReport) hardware.server()).gpus();
  }
}

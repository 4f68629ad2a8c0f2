package io.github.djlobservability.hardware;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.djlobservability.programs.Needs;
import io.github.djlobservability.programs.Program;
import io.github.djlobservability.programs.ScriptedNvml;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The reader against a management library of our own. */
@Needs(Program.C_COMPILER)
class NvmlReaderTest {
  private static final String[] ONE_CARD = {
    "driver 570.1",
    "devices 1",
    "name.0 NVIDIA Test 1",
    "uuid.0 GPU-aaaa",
    "utilization.0 37 12",
    "memory.0 80000000000 5000000000",
    "power.0 312500",
    "powerlimit.0 700000",
    "energy.0 123456789012",
    "temperature.0 61",
    "clocks.0 1410 2619",
    "reasons.0 36",
    "ecc.0 3 1",
    "process.0 0 4294967296"
  };

  @TempDir Path folder;
  private ScriptedNvml nvml;

  @BeforeEach
  void compile() throws IOException, InterruptedException {
    nvml = ScriptedNvml.compile(folder, "nvml");
  }

  @Test
  void readsAllThatACardTells() throws Exception {
    nvml.says(ONE_CARD);
    try (NvmlReader reader = open()) {
      GpuIdentity gpu = reader.gpus().get(0);
      assertThat(gpu).isEqualTo(new GpuIdentity(0, "GPU-aaaa", "NVIDIA Test 1", "NVIDIA", "570.1"));
      assertThat(reader.read(gpu))
          .isEqualTo(
              new GpuReading(
                  0.37,
                  new GpuReading.Memory(5_000_000_000L, 80_000_000_000L, 4_294_967_296L),
                  312.5,
                  700.0,
                  123_456_789.012,
                  61,
                  new GpuReading.Clocks(
                      1_410_000_000L,
                      2_619_000_000L,
                      Set.of("software_power_cap", "software_thermal_slowdown")),
                  new GpuReading.EccErrors(3L, 1L)));
    }
  }

  @Test
  void leavesOutWhatACardDoesNotTell() throws Exception {
    nvml.says("devices 1", "memory.0 1000 10", "process.0 2 5");
    try (NvmlReader reader = open()) {
      GpuIdentity gpu = reader.gpus().get(0);
      assertThat(gpu).isEqualTo(new GpuIdentity(0, "gpu0", "", "NVIDIA", ""));
      assertThat(reader.read(gpu))
          .isEqualTo(
              new GpuReading(
                  null,
                  // The process is none of those that the driver lists.
                  new GpuReading.Memory(10, 1000, null),
                  null,
                  null,
                  null,
                  null,
                  new GpuReading.Clocks(null, null, null),
                  new GpuReading.EccErrors(null, null)));
    }
  }

  @Test
  void theMemoryOfAProcessThatTheServerStartedIsTheServersToo() throws Exception {
    Process child = new ProcessBuilder("cat").start();
    nvml.says("devices 1", "memory.0 1000 10", "process.0 " + child.pid() + " 5");
    try (NvmlReader reader = open()) {
      assertThat(reader.read(reader.gpus().get(0)).memory())
          .isEqualTo(new GpuReading.Memory(10, 1000, 5L));
    } finally {
      child.destroy();
    }
  }

  @Test
  void oneFigureThatIsRefusedIsAbsentAndTheRestIsThere() throws Exception {
    nvml.says(ONE_CARD);
    try (NvmlReader reader = open()) {
      nvml.says(with(ONE_CARD, "fail.nvmlDeviceGetPowerUsage 4"));
      GpuReading reading = reader.read(reader.gpus().get(0));
      assertThat(reading.powerWatts()).isNull();
      assertThat(reading.temperatureCelsius()).isEqualTo(61);
    }
  }

  @Test
  void aCardThatIsLostSaysSo() throws Exception {
    nvml.says("devices 2", "utilization.0 1 1", "utilization.1 50 1");
    try (NvmlReader reader = open()) {
      nvml.says(
          "devices 2",
          "utilization.0 1 1",
          "utilization.1 50 1",
          "fail.nvmlDeviceGetUtilizationRates.1 15");
      assertThat(reader.read(reader.gpus().get(0)).utilization()).isEqualTo(0.01);
      assertThatThrownBy(() -> reader.read(reader.gpus().get(1)))
          .isInstanceOf(GpuException.class)
          .hasMessage("nvmlDeviceGetUtilizationRates: GPU_IS_LOST (15)");
    }
  }

  @Test
  void aCardThatIsLostFromTheBeginningIsLeftOut() throws Exception {
    nvml.says("devices 3", "fail.nvmlDeviceGetHandleByIndex_v2.1 15");
    try (NvmlReader reader = open()) {
      assertThat(reader.gpus()).extracting(GpuIdentity::index).containsExactly(0, 2);
    }
  }

  @Test
  void aDriverThatFailsIsNamed() throws IOException {
    nvml.says("fail.nvmlInit_v2 9");
    assertThatThrownBy(this::open).hasMessage("nvmlInit_v2: DRIVER_NOT_LOADED (9)");
    nvml.says("devices 1", "fail.nvmlDeviceGetCount_v2 999");
    assertThatThrownBy(this::open).hasMessage("nvmlDeviceGetCount_v2: UNKNOWN (999)");
    assertThatThrownBy(() -> NvmlReader.open("libno-such-nvml.so.1", 1))
        .isInstanceOf(GpuException.class)
        .hasMessage("libno-such-nvml.so.1 can't be loaded");
  }

  @Test
  void everyErrorOfACardIsReportedOnce() throws Exception {
    nvml.says("devices 2", "xid.1 79 1");
    try (NvmlReader reader = open()) {
      assertThat(reader.newErrors()).containsExactly(new GpuReader.Xid(1, 79));
      assertThat(reader.newErrors()).isEmpty();
      nvml.says("devices 2", "xid.1 13 3");
      assertThat(reader.newErrors())
          .containsExactly(new GpuReader.Xid(1, 13), new GpuReader.Xid(1, 13));
    }
  }

  @Test
  void anOldDriverTellsWhatItCan() throws Exception {
    ScriptedNvml old = ScriptedNvml.compile(folder, "old", "-DOLD_DRIVER");
    old.says(ONE_CARD);
    try (NvmlReader reader =
        NvmlReader.open(old.library().toString(), ProcessHandle.current().pid())) {
      GpuReading reading = reader.read(reader.gpus().get(0));
      assertThat(reading.clocks().limits()).hasSize(2);
      assertThat(reading.memory())
          .isEqualTo(new GpuReading.Memory(5_000_000_000L, 80_000_000_000L, null));
    }
  }

  private NvmlReader open() throws GpuException {
    return NvmlReader.open(nvml.library().toString(), ProcessHandle.current().pid());
  }

  private static String[] with(String[] lines, String line) {
    String[] more = Arrays.copyOf(lines, lines.length + 1);
    more[lines.length] = line;
    return more;
  }
}

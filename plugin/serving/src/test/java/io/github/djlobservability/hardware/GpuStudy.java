package io.github.djlobservability.hardware;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.djlobservability.config.HardwareSetting;
import io.github.djlobservability.config.Settings;
import org.junit.jupiter.api.Test;

/**
 * Reads a real card and its driver, and times that: to be run where there is one, as {@code mvn -pl
 * plugin/serving -am test -Dtest=GpuStudy -Dsurefire.failIfNoSpecifiedTests=false}.
 */
class GpuStudy {
  private static final int READS = 100;

  @Test
  void everyCardTellsSomethingThatCanBe() throws GpuException {
    String library = Settings.DEFAULTS.get(HardwareSetting.GPU_LIBRARY);
    try (NvmlReader reader = NvmlReader.open(library, ProcessHandle.current().pid())) {
      assertThat(reader.gpus()).isNotEmpty();
      for (GpuIdentity gpu : reader.gpus()) {
        GpuReading before = reader.read(gpu);
        long start = System.nanoTime();
        for (int i = 0; i < READS; i++) {
          GpuReading unused = reader.read(gpu);
        }
        double millis = (System.nanoTime() - start) / 1e6 / READS;
        System.out.printf("%s%n%s%n%.3f ms a reading%n", gpu, before, millis);
        GpuReading.Memory memory = before.memory();
        assertThat(memory).isNotNull();
        assertThat(memory.usedBytes()).isBetween(0L, memory.totalBytes());
        if (before.utilization() != null) {
          assertThat(before.utilization()).isBetween(0.0, 1.0);
        }
        if (before.energyJoules() != null) {
          assertThat(reader.read(gpu).energyJoules()).isGreaterThanOrEqualTo(before.energyJoules());
        }
      }
      assertThat(reader.newErrors()).isEmpty();
    }
  }
}

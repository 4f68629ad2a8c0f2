package io.github.djlobservability.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ProcessCpuTest {
  private final AtomicLong cpu = new AtomicLong(500);
  private final AtomicLong time = new AtomicLong(1_000);
  private final ProcessCpu reader = new ProcessCpu(cpu::get, time::get, 2);

  @Test
  void isAShareOfAllProcessorsSinceTheLastReading() {
    cpu.addAndGet(50);
    time.addAndGet(100);
    assertThat(reader.utilization()).isEqualTo(0.25);

    cpu.addAndGet(400);
    time.addAndGet(100);
    assertThat(reader.utilization()).isEqualTo(1);
  }

  @Test
  void isUnknownWhereTheSystemDoesNotTell() {
    cpu.set(-1);
    time.addAndGet(100);
    assertThat(reader.utilization()).isNaN();
  }

  @Test
  void readsThisProcess() {
    double used = ProcessCpu.ofThisProcess().utilization();
    assertThat(Double.isNaN(used) || (used >= 0 && used <= 1)).isTrue();
  }
}

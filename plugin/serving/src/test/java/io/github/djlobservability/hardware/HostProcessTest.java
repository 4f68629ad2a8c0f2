package io.github.djlobservability.hardware;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.djlobservability.telemetry.Telemetry;
import io.github.djlobservability.telemetry.definition.HardwareMetric;
import io.opentelemetry.sdk.metrics.data.MetricData;
import io.opentelemetry.sdk.testing.junit5.OpenTelemetryExtension;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class HostProcessTest {
  @RegisterExtension static final OpenTelemetryExtension OTEL = OpenTelemetryExtension.create();

  @TempDir Path proc;

  @Test
  void readsLinuxsFiles() throws IOException {
    write("self/status", "Name:\tjava\nVmRSS:\t  1234 kB\nThreads:\t57\n");
    write("meminfo", "MemTotal:       16000000 kB\nMemAvailable:    9000000 kB\n");
    ProcFiles files = new ProcFiles(proc);
    assertThat(files.process()).isEqualTo(new ProcFiles.OwnProcess(1234L * 1024, 57L));
    assertThat(files.memory())
        .isEqualTo(new ProcFiles.HostMemory(16_000_000L * 1024, 9_000_000L * 1024));
  }

  @Test
  void whatIsNotThereIsNotKnown() throws IOException {
    write("self/status", "VmRSS:\tmuch kB\nThreads\n");
    ProcFiles files = new ProcFiles(proc);
    assertThat(files.process()).isEqualTo(new ProcFiles.OwnProcess(null, null));
    assertThat(files.memory()).isEqualTo(new ProcFiles.HostMemory(null, null));
  }

  @Test
  void writesWhatIsKnownAndBuffersIfNobodyElseDoes() throws IOException {
    write("self/status", "VmRSS:\t1 kB\n");
    HostProcess process = new HostProcess(new ProcFiles(proc), true);
    Telemetry.using(OTEL.getOpenTelemetry(), "test")
        .instruments(HardwareMetric.class)
        .observe(process::writeTo);
    assertThat(OTEL.getMetrics().stream().map(MetricData::getName).collect(Collectors.toSet()))
        .contains("process.memory.usage", "jvm.buffer.memory.used", "jvm.buffer.count")
        .doesNotContain("process.thread.count", "system.memory.limit", "hw.power");
    HostProcess.Report report = process.report();
    assertThat(report.heapBytes()).isPositive();
    assertThat(report.processors()).isPositive();
  }

  private void write(String file, String text) throws IOException {
    Path path = proc.resolve(file);
    Files.createDirectories(path.getParent());
    Files.writeString(path, text);
  }
}

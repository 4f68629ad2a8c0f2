package io.github.djlobservability.capture;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.djlobservability.disclosure.ValuePolicy;
import io.github.djlobservability.observation.Subject;
import io.github.djlobservability.privacy.Privacy;
import io.github.djlobservability.state.FileKeys;
import io.github.djlobservability.state.FolderKeys;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Measures how long it takes to erase somebody from an inference log. */
class ErasureStudy {
  private static final int LINE_BYTES = 600;
  private static final int MANY = 20_000;
  private static final Privacy PRIVACY = Privacy.ofProcess(ValuePolicy.DEFAULTS);

  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource({"9, false", "9, true", "250, false", "250, true"})
  void takesTime(int megabytes, boolean encrypted) throws IOException {
    if (encrypted) {
      FolderKeys.put(folder, FileKeys.of("0123456789abcdef".repeat(4), List.of()));
    }
    LogFolder log = new LogFolder(folder, Long.MAX_VALUE, Duration.ofDays(100_000));
    int lines = (int) (megabytes * 1_000_000L / LINE_BYTES);
    for (int i = 0; i < lines; i++) {
      // Somebody with three requests, within an hour.
      boolean his = i == lines / 2 || i == lines / 2 + 50 || i == lines / 2 + 99;
      log.write(line(i, his ? "customer-leaver" : "customer-" + i % MANY), 1_800_000_000_000L);
    }
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    long begun = threads.getCurrentThreadCpuTime();
    LineSubject subject =
        new LineSubject(new Subject("customer-leaver", Set.of()), "customer", PRIVACY);
    int gone = log.erase(subject::mayBeIn, subject);
    System.out.printf(
        "%d MB%s: %d of %d lines in %d ms of CPU time%n",
        megabytes,
        encrypted ? ", encrypted" : "",
        gone,
        lines,
        TimeUnit.NANOSECONDS.toMillis(threads.getCurrentThreadCpuTime() - begun));
    assertThat(gone).isEqualTo(3);
  }

  private static String line(int number, String customer) {
    String begin =
        "{\"time\":\"2026-11-29T21:00:00Z\",\"model\":\"m\",\"request_id\":\"r-"
            + number
            + "\",\"input\":{\"customer\":\""
            + customer
            + "\",\"note\":\"";
    return begin + "x".repeat(LINE_BYTES - begin.length() - 20) + "\"},\"output\":{}}";
  }
}

package io.github.djlobservability.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

@EnabledOnOs(OS.LINUX)
class LowPriorityTest {
  /** The place of the niceness among the fields that follow the name in parentheses. */
  private static final int NICENESS = 16;

  private final AtomicReference<Object> seen = new AtomicReference<>("nothing");

  @Test
  void aWorkerIsNicerThanWhoMadeIt() throws IOException {
    Workers workers =
        new Workers(
            (part, failure) -> seen.set(failure), new MemoryBudget(1 << 20), System::nanoTime);
    Worker worker = workers.worker("test", "part");
    worker.atEnd(this::look);
    worker.start();
    assertThat(worker.close(Duration.ofSeconds(30))).isTrue();
    int own = niceness();
    assertThat(seen.get()).isEqualTo(Math.max(own, LowPriority.NICENESS));
  }

  private void look() {
    try {
      seen.set(niceness());
    } catch (IOException e) {
      seen.set(e);
    }
  }

  private static int niceness() throws IOException {
    String stat = Files.readString(Path.of("/proc/thread-self/stat"));
    return Integer.parseInt(stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1)[NICENESS]);
  }
}

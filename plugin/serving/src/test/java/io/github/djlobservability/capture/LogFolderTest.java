package io.github.djlobservability.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.djlobservability.state.ExpiryClock;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogFolderTest {
  private static final long NOW = 1_800_000_000_000L;

  @TempDir Path home;

  private LogFolder folder() {
    return new LogFolder(home.resolve("log"), 1L << 30, Duration.ofDays(100_000));
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(home.resolve("log"))) {
      return files.toList();
    }
  }

  @Test
  void afterAFailureIsTriedAgainAtGrowingIntervals() throws IOException {
    Path inTheWay = Files.writeString(home.resolve("log"), "");
    LogFolder folder = folder();
    assertThatThrownBy(() -> folder.write("1", NOW)).hasMessageContaining("can't be made");
    Files.delete(inTheWay);
    assertThatThrownBy(() -> folder.write("2", NOW + 999)).hasMessageContaining("tried again");
    Files.writeString(inTheWay, "");
    assertThatThrownBy(() -> folder.write("3", NOW + 1_000)).hasMessageContaining("can't be made");
    Files.delete(inTheWay);
    assertThatThrownBy(() -> folder.write("4", NOW + 2_999)).hasMessageContaining("tried again");
    folder.write("5", NOW + 3_000);
    folder.write("6", NOW + 3_000);
    folder.close();
    assertThat(Files.readAllLines(files().get(0))).containsExactly("5", "6");
  }

  @Test
  void aClockThatIsSetBackHasItTriedAtOnce() throws IOException {
    Path inTheWay = Files.writeString(home.resolve("log"), "");
    LogFolder folder = folder();
    assertThatThrownBy(() -> folder.write("1", NOW)).isInstanceOf(IOException.class);
    Files.delete(inTheWay);
    folder.write("2", NOW - 100_000);
    folder.close();
    assertThat(files()).hasSize(1);
  }

  @Test
  void aFileWithoutAWholeLineIsNotLeft() throws IOException {
    LogFolder folder = folder();
    // A file can be made then, but not written.
    Thread.currentThread().interrupt();
    assertThatThrownBy(() -> folder.write("1", NOW)).isInstanceOf(ClosedByInterruptException.class);
    assertThat(Thread.interrupted()).isTrue();
    assertThat(files()).isEmpty();
  }

  @Test
  void emptyFilesOfAProcessBeforeGo() throws IOException {
    Files.createDirectory(home.resolve("log"));
    Files.writeString(home.resolve("log/0000000000001-000000.jsonl"), "");
    LogFolder folder = folder();
    folder.write("1", NOW);
    folder.tidy(NOW);
    assertThat(files()).hasSize(1);
    folder.close();
  }

  @Test
  void aClockThatJumpsDeletesNoFileForAnHour() throws IOException {
    Duration retention = Duration.ofDays(30);
    long[] nanos = {0};
    LogFolder folder =
        new LogFolder(home.resolve("log"), 1L << 30, retention, new ExpiryClock(() -> nanos[0]));
    folder.write("1", NOW);
    folder.close();
    Files.setLastModifiedTime(files().get(0), FileTime.fromMillis(NOW));
    long jumped = NOW + retention.multipliedBy(2).toMillis();
    folder.tidy(jumped);
    assertThat(files()).hasSize(1);
    nanos[0] += Duration.ofHours(1).toNanos();
    folder.tidy(jumped + Duration.ofHours(1).toMillis());
    assertThat(files()).isEmpty();
  }
}

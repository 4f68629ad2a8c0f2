package io.github.djlobservability.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import org.junit.jupiter.api.Test;

class ProgressTest {
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private long now;

  private Progress progress(boolean interactive) {
    PrintStream stream = new PrintStream(err, true, StandardCharsets.UTF_8);
    return new Progress(
        new Terminal(
            InputStream.nullInputStream(),
            stream,
            stream,
            interactive,
            () -> now,
            Clock.systemUTC()),
        "a.csv");
  }

  @Test
  void drawsABarOnATerminalAndTakesItAway() {
    try (Progress progress = progress(true)) {
      now = 1_000_000_000L;
      progress.update(10 * 1024, 0.25);
      assertThat(text())
          .contains(
              "a.csv [########----------------------]",
              "25 %, 10,240 rows, 10,240 a second, 3 s left");
    }
    assertThat(text()).endsWith("\r\u001b[K");
  }

  @Test
  void writesALineNowAndThenElsewhere() {
    try (Progress progress = progress(false)) {
      for (int second = 1; second <= 25; second++) {
        now = second * 1_000_000_000L;
        progress.update(second * 1024L, second / 100.0);
      }
    }
    assertThat(text().lines())
        .containsExactly(
            "a.csv: 10 %, 10,240 rows, 1,024 a second, 90 s left",
            "a.csv: 20 %, 20,480 rows, 1,024 a second, 80 s left");
  }

  @Test
  void saysNothingOfShortWork() {
    try (Progress progress = progress(true)) {
      now = 100_000_000L;
      progress.update(1024, 0.5);
    }
    assertThat(text()).isEmpty();
  }

  @Test
  void givesNoTimeLeftWhenTheEndIsUnknown() {
    try (Progress progress = progress(false)) {
      now = 10_000_000_000L;
      progress.update(1024, Double.NaN);
    }
    assertThat(text().strip()).isEqualTo("a.csv: 1,024 rows, 102 a second");
  }

  private String text() {
    return err.toString(StandardCharsets.UTF_8);
  }
}

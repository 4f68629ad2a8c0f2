package io.github.djlobservability.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.djlobservability.cli.terminal.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Without drift a report must not say drift more often than its significance level. */
class CheckFalseAlarmTest {
  private static final int REPORTS = 100;

  /** With at most 5 expected, more than 12 have a probability below 0.002. */
  private static final int ALLOWED = 12;

  @TempDir Path folder;

  @Test
  void reportsKeepTheirLevelWhateverTheSizeOfTheChange() throws IOException {
    int alarms = 0;
    for (int seed = 0; seed < REPORTS; seed++) {
      Random random = new Random(seed);
      int code =
          CommandLineRun.of(
                  "check",
                  "--reference",
                  rows("a.csv", 200, random),
                  "--current",
                  rows("b.csv", 150, random),
                  "--min-distance",
                  "0")
              .code();
      alarms += code == ExitCode.DRIFT ? 1 : 0;
    }
    System.out.println(
        "check, seeds 0 to " + (REPORTS - 1) + ": " + alarms + " false alarms at level 0.05");
    assertThat(alarms).isLessThanOrEqualTo(ALLOWED);
  }

  private Path rows(String name, int count, Random random) throws IOException {
    StringBuilder csv = new StringBuilder("a,b,c,d\n");
    for (int i = 0; i < count; i++) {
      double a = random.nextGaussian();
      csv.append(
          String.format(
              "%s,%s,%d,%s%n",
              a,
              Math.exp(a + random.nextGaussian()),
              random.nextInt(20),
              random.nextDouble() < 0.1 ? "" : "k" + random.nextInt(30)));
    }
    return Files.writeString(folder.resolve(name), csv);
  }
}

package io.github.djlobservability.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
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

  private static final int MANY_REPORTS = 20;

  /** With 1 expected, more than 4 have a probability below 0.003. */
  private static final int MANY_ALLOWED = 4;

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

  /** Which of many equal ones are frequent is luck, in either of the two samples. */
  @Test
  void categoriesThatAreFrequentByLuckAreNoChangeOfTheRows() throws IOException {
    int alarms = 0;
    for (int seed = 0; seed < MANY_REPORTS; seed++) {
      Random random = new Random(seed);
      Path before = codes("a.csv", 1_000, random);
      Path after = codes("b.csv", 1_000, random);
      Path json = folder.resolve("o.json");
      CommandLineRun.of("check", "--reference", before, "--current", after, "--json", json);
      for (JsonNode row : new ObjectMapper().readTree(Files.readString(json)).path("rows")) {
        boolean low = row.path("pValue").asDouble() < 0.05;
        alarms += low && row.path("test").asText().equals("classifier") ? 1 : 0;
      }
    }
    System.out.printf("codes, seeds 0 to %d: %d false alarms%n", MANY_REPORTS - 1, alarms);
    assertThat(alarms).isLessThanOrEqualTo(MANY_ALLOWED);
  }

  private Path codes(String name, int count, Random random) throws IOException {
    StringBuilder csv = new StringBuilder("code,x\n");
    for (int i = 0; i < count; i++) {
      csv.append(String.format("c%d,%s%n", random.nextInt(60), random.nextGaussian()));
    }
    return Files.writeString(folder.resolve(name), csv);
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

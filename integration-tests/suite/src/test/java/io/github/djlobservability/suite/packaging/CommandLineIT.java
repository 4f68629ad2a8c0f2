package io.github.djlobservability.suite.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.github.djlobservability.suite.server.PluginCommand;
import io.github.djlobservability.suite.server.PluginCommand.Outcome;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged jar as a program, with nothing else on its class path. */
class CommandLineIT {
  private static final int REFERENCE_ROWS = 3000;
  private static final int CHANGE = 2000;

  @TempDir Path folder;
  private Path training;
  private Path steady;
  private Path moving;

  @BeforeEach
  void writeFiles() throws IOException {
    training = rows("training.csv", REFERENCE_ROWS, Integer.MAX_VALUE, 1);
    steady = rows("steady.csv", REFERENCE_ROWS, Integer.MAX_VALUE, 2);
    moving = rows("moving.csv", 2 * CHANGE, CHANGE, 3);
  }

  /** Rows of two numbers and a category; from a row on, counted from 1, the amount is higher. */
  private Path rows(String name, int count, int change, long seed) throws IOException {
    Random random = new Random(seed);
    Path file = folder.resolve(name);
    try (BufferedWriter csv = Files.newBufferedWriter(file)) {
      csv.write("amount,age,country\n");
      for (int row = 1; row <= count; row++) {
        double amount = random.nextGaussian() + (row >= change ? 2 : 0);
        csv.write(
            String.format(
                Locale.ROOT, "%.4f,%.4f,c%d%n", amount, random.nextGaussian(), random.nextInt(5)));
      }
    }
    return file;
  }

  private static Outcome jar(Object... arguments) throws IOException, InterruptedException {
    return PluginCommand.outcome(
        List.of("-Xmx64m"), List.of(arguments).stream().map(Object::toString).toList());
  }

  private Path profile() throws IOException, InterruptedException {
    Path reference = folder.resolve("reference.json");
    Outcome profiled = jar("profile", "--input", training, "--output", reference);
    assertThat(profiled.output()).contains("3,000 rows, 3 features: 2 numeric, 1 categorical");
    assertThat(profiled.exitCode()).isZero();
    return reference;
  }

  @Test
  void checksFilesAgainstAProfile() throws IOException, InterruptedException {
    Path reference = profile();
    Outcome same =
        jar("check", "--reference", reference, "--current", steady, "--max-broken", "0.01");
    assertThat(same.output()).contains("NO DRIFT in 3 features");
    assertThat(same.exitCode()).isZero();

    Path json = folder.resolve("report.json");
    Path html = folder.resolve("report.html");
    Outcome other =
        jar("check", "--reference", reference, "--current", moving, "--json", json, "--html", html);
    assertThat(other.output()).contains("DRIFT in 1 of 3 features");
    assertThat(other.exitCode()).isEqualTo(2);
    JsonObject report = JsonParser.parseString(Files.readString(json)).getAsJsonObject();
    assertThat(report.get("drift").getAsBoolean()).isTrue();
    assertThat(report.getAsJsonArray("series").get(0).getAsJsonObject().get("series").getAsString())
        .isEqualTo("amount");
    assertThat(Files.readString(html))
        .startsWith("<!doctype html>")
        .contains("<svg ", "DRIFT")
        .doesNotContain("<script", "http://", "https://");
  }

  @Test
  void replaysAFile() throws IOException, InterruptedException {
    Path json = folder.resolve("verdicts.jsonl");
    Outcome replayed =
        jar(
            "replay",
            "--reference",
            profile(),
            "--input",
            moving,
            "--expected-run-time",
            "100000",
            "--json",
            json);
    assertThat(replayed.exitCode()).isEqualTo(2);
    JsonObject drift =
        Files.readAllLines(json).stream()
            .map(line -> JsonParser.parseString(line).getAsJsonObject())
            .filter(verdict -> verdict.get("status").getAsString().equals("DRIFT"))
            .findFirst()
            .orElseThrow();
    assertThat(drift.keySet())
        .contains(
            "row", "feature", "kind", "status", "shape", "onsetRow", "statistic", "threshold");
    assertThat(drift.get("feature").getAsString()).isEqualTo("amount");
    assertThat(drift.get("row").getAsInt()).isBetween(CHANGE, CHANGE + 50);
    assertThat(drift.get("onsetRow").getAsInt()).isBetween(CHANGE - 10, CHANGE + 10);
  }

  @Test
  void namesTheRowAndColumnOfAnError() throws IOException, InterruptedException {
    Path damaged = folder.resolve("damaged.csv");
    Files.writeString(damaged, Files.readString(training) + "1,2\n");
    Outcome failed = jar("profile", "--input", damaged, "--output", folder.resolve("no.json"));
    assertThat(failed.exitCode()).isEqualTo(1);
    assertThat(failed.output())
        .contains("damaged.csv, row 3,001 (line 3,002): has 2 values where the header has 3")
        .doesNotContain("Exception");
    assertThat(folder.resolve("no.json")).doesNotExist();
  }
}

package io.github.djlobservability.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A manifest of what was said and what was written: replay tells the word error rate. */
class ReplayTranscriptsTest {
  private static final long SEED = 20261130;
  private static final List<String> WORDS =
      List.of("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine");

  private final Random random = new Random(SEED);
  @TempDir private Path folder;

  @Test
  void tellsTheWordErrorRateOfEachWindow() throws IOException {
    System.out.println("seed " + SEED);
    // Each row has ten words, of which as many are wrong.
    Path usual = manifest("usual.csv", 300, 0);
    Path stream = manifest("stream.csv", 400, 200);
    Path reference = folder.resolve("reference.json");
    CommandLineRun profile =
        CommandLineRun.of(
            "profile",
            "--input",
            usual.toString(),
            "--output",
            reference.toString(),
            "--prediction",
            "written",
            "--target",
            "said",
            "--text",
            "written,said");
    assertThat(profile.code()).isZero();
    Path quality = folder.resolve("quality.json");
    CommandLineRun run =
        CommandLineRun.of(
            "replay",
            "--reference",
            reference.toString(),
            "--input",
            stream.toString(),
            "--label",
            "said",
            "--label-delay",
            "10",
            "--quality-window",
            "100",
            "--quality",
            quality.toString());
    assertThat(run.out()).contains("400 labelled rows", "word error rate");
    List<Double> rates = new ArrayList<>();
    for (JsonNode window : new ObjectMapper().readTree(Files.readString(quality)).path("windows")) {
      rates.add(window.path("measures").path("word_error_rate").path("value").asDouble());
    }
    // The newest window is the first.
    assertThat(rates).containsExactly(0.3, 0.3, 0.1, 0.1);
  }

  /**
   * Writes what was said and what was written of it, in another case and with a full stop.
   *
   * @param worseFrom the row from which on three words are wrong instead of one; 0 for none
   */
  private Path manifest(String name, int rows, int worseFrom) throws IOException {
    StringBuilder csv = new StringBuilder("level,written,said\n");
    for (int i = 0; i < rows; i++) {
      List<String> said = new ArrayList<>();
      List<String> written = new ArrayList<>();
      int wrong = worseFrom > 0 && i >= worseFrom ? 3 : 1;
      for (int word = 0; word < 10; word++) {
        String right = WORDS.get(random.nextInt(WORDS.size()));
        said.add(right);
        written.add(word < wrong ? "noise" : right);
      }
      csv.append(i % 7)
          .append(',')
          .append(String.join(" ", written))
          .append(",\"")
          .append(String.join(" ", said).toUpperCase(Locale.ROOT))
          .append(".\"\n");
    }
    return Files.writeString(folder.resolve(name), csv);
  }
}

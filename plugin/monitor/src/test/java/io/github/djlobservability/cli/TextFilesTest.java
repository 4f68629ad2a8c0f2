package io.github.djlobservability.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.djlobservability.profile.file.ProfileFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Compares texts by all of their figures, in folders of files and in columns. */
class TextFilesTest {
  private static final long SEED = 15;
  private static final String[] WORDS =
      "the a of in station train late river bridge water house garden night window people walk run"
          .split(" ");

  @TempDir Path folder;

  private final Random random = new Random(SEED);

  private String text() {
    StringBuilder text = new StringBuilder();
    for (int i = 8 + random.nextInt(8); i > 0; i--) {
      text.append(WORDS[random.nextInt(1 + random.nextInt(WORDS.length))]).append(' ');
    }
    return text.append(random.nextInt(40)).append('.').toString();
  }

  private Path texts(String name, int count, boolean capitals) throws IOException {
    Path place = Files.createDirectories(folder.resolve(name));
    for (int i = 0; i < count; i++) {
      String text = capitals ? text().toUpperCase(Locale.ROOT) : text();
      Files.writeString(place.resolve(String.format("%04d.txt", i)), text);
    }
    return place;
  }

  private JsonNode check(int code, Path reference, Path current) throws IOException {
    Path json = folder.resolve("report.json");
    Path html = folder.resolve("report.html");
    CommandLineRun run =
        CommandLineRun.of(
            "check",
            "--reference",
            reference,
            "--current",
            current,
            "--json",
            json,
            "--html",
            html);
    assertThat(run.code()).as(run.toString()).isEqualTo(code);
    return new ObjectMapper().readTree(json.toFile());
  }

  private static List<String> drifting(JsonNode report) {
    List<String> names = new ArrayList<>();
    for (JsonNode series : report.path("series")) {
      if (series.path("drift").asBoolean()) {
        names.add(series.path("series").asText());
      }
    }
    return names;
  }

  @Test
  void capitalsShowInAFigureThatIsNoSeries() throws IOException {
    System.out.println("seed " + SEED);
    Path usual = texts("usual", 200, false);
    assertThat(drifting(check(0, usual, texts("same", 150, false)))).isEmpty();
    JsonNode report = check(2, usual, texts("capitals", 150, true));
    assertThat(drifting(report)).containsExactly("text.capital_share");
    assertThat(report.path("series")).hasSizeGreaterThan(10);
    String html = Files.readString(folder.resolve("report.html"));
    assertThat(html).contains("DRIFT in 1 of 1 feature", "href=\"#text-").doesNotContain("id=\"\"");
  }

  @Test
  void tooFewTextsAreToldToBeComparedInPart() throws IOException {
    Path few = texts("few", 60, false);
    CommandLineRun run =
        CommandLineRun.of("check", "--reference", few, "--current", texts("same", 80, false));
    assertThat(run.out())
        .contains("left out   text, but for length, tokens, vocabulary and script")
        .doesNotContain("text.capital_share");
  }

  @Test
  void aListNamesTextsAndATextBesideARecordingIsNoRow() throws IOException {
    Path usual = texts("usual", 120, false);
    Files.write(
        folder.resolve("usual/0007.txt"), "caf\u00e9".getBytes(StandardCharsets.ISO_8859_1));
    StringBuilder list = new StringBuilder("path,stars\n");
    for (int i = 0; i < 120; i++) {
      list.append(String.format("usual/%04d.txt,%d%n", i, random.nextInt(5)));
    }
    Path manifest = Files.writeString(folder.resolve("list.csv"), list);
    Path profile = folder.resolve("profile.json");
    CommandLineRun made = CommandLineRun.of("profile", "--input", manifest, "--output", profile);
    assertThat(made.out()).startsWith("120 rows, 2 features: 1 numeric, 1 text");
    assertThat(made.err()).contains("--categorical stars");
    assertThat(ProfileFile.read(profile).feature(1).missing()).isEqualTo(1);
    assertThat(Files.readString(profile)).doesNotContain("station");
    Files.createFile(folder.resolve("usual/0001.wav"));
    assertThat(CommandLineRun.of("profile", "--input", usual, "--output", profile).out())
        .startsWith("1 rows, 48 features");
  }
}

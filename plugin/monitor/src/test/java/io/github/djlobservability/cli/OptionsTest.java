package io.github.djlobservability.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Options have an effect, or are errors. */
class OptionsTest {

  @TempDir Path folder;
  private Path rows;
  private Path profile;

  @BeforeEach
  void makeProfile() throws IOException {
    StringBuilder csv = new StringBuilder("height,weight,region,verdict\n");
    for (int i = 0; i < 300; i++) {
      csv.append(String.format("%d,%d,r%d,%d%n", i * 37 % 101, i * 53 % 97, i % 4, i % 2));
    }
    rows = Files.writeString(folder.resolve("rows.csv"), csv);
    profile = folder.resolve("profile.json");
    CommandLineRun.of("profile", "--input", rows, "--output", profile, "--prediction", "verdict");
  }

  private CommandLineRun check(Object... more) {
    Object[] words = new Object[5 + more.length];
    Object[] first = {"check", "--reference", profile, "--current", rows};
    System.arraycopy(first, 0, words, 0, 5);
    System.arraycopy(more, 0, words, 5, more.length);
    return CommandLineRun.of(words);
  }

  private static void fails(CommandLineRun run, String message) {
    assertThat(run.code()).isEqualTo(1);
    assertThat(run.err()).contains("error: ", message);
    assertThat(run.out()).isEmpty();
  }

  @Test
  void aProfileSaysWhatColumnsAre() {
    fails(check("--prediction", "region"), "region is input in the profile");
    fails(check("--target", "verdict"), "verdict is prediction in the profile");
    fails(check("--categorical", "height"), "height is numeric in the profile");
    fails(check("--numeric", "hight"), "no feature hight; did you mean height?");
    assertThat(check("--prediction", "verdict", "--numeric", "height").code()).isZero();
  }

  @Test
  void whatIsIgnoredIsNotCompared() throws IOException {
    Path moved = folder.resolve("moved.csv");
    Files.writeString(moved, Files.readString(rows).replaceAll("(?m)^(\\d+),", "9$1,"));
    CommandLineRun run = CommandLineRun.of("check", "--reference", profile, "--current", moved);
    assertThat(run.code()).isEqualTo(2);
    CommandLineRun ignoring =
        CommandLineRun.of(
            "check", "--reference", profile, "--current", moved, "--ignore", "height");
    assertThat(ignoring.code()).as(ignoring.out()).isZero();
    assertThat(ignoring.out()).contains("NO DRIFT in 3 features").doesNotContain("height");
    assertThat(
            CommandLineRun.of(
                    "replay", "--reference", profile, "--input", moved, "--ignore", "height")
                .out())
        .doesNotContain("height");
    fails(check("--ignore", "weihgt"), "no column weihgt to ignore; did you mean weight?");
    fails(
        check("--ignore", "height,weight,region,verdict"),
        "every feature of the profile is ignored");
  }

  @Test
  void whatHasNoEffectIsAnError() throws IOException {
    Path lines = Files.writeString(folder.resolve("a.jsonl"), "{\"height\": 3}\n");
    fails(
        CommandLineRun.of(
            "check", "--reference", profile, "--current", lines, "--delimiter", "tab"),
        "--delimiter has no effect: no CSV file is read");
    fails(check("--inputs", "rows"), "--inputs has no effect: no JSON file is read");
    fails(
        CommandLineRun.of(
            "profile", "--input", profile, "--output", folder.resolve("o"), "--model", "m"),
        "--model has no effect: " + profile + " is a profile already");
    fails(
        CommandLineRun.of(
            "replay", "--reference", profile, "--input", rows, "--segments", "region"),
        "--segments has no effect: it is about labels; say --label too");
  }

  @Test
  void asksWhatWasMeant() {
    fails(check("--refernce", "x"), "no option --refernce; did you mean --reference?");
    fails(CommandLineRun.of("chek"), "there is no command chek; did you mean check?");
    fails(
        CommandLineRun.of("profile", "--input", rows, "--output", "o", "--numeric", "heigth"),
        "has no column heigth; did you mean height?");
  }

  @Test
  void aDashIsTheStandardInput() throws IOException {
    byte[] csv = Files.readAllBytes(rows);
    CommandLineRun plain =
        CommandLineRun.of(csv, "check", "--reference", profile, "--current", "-");
    assertThat(plain.out()).contains("300 rows of standard-input.csv", "NO DRIFT");
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (OutputStream out = new GZIPOutputStream(packed)) {
      out.write(csv);
    }
    assertThat(
            CommandLineRun.of(packed.toByteArray(), "check", "--reference", "-", "--current", rows)
                .out())
        .contains("NO DRIFT");
    byte[] json = "{\"a\": 1}\n{\"a\": 2}\n".getBytes(StandardCharsets.UTF_8);
    Path output = folder.resolve("o.json");
    assertThat(CommandLineRun.of(json, "profile", "--input", "-", "--output", output).out())
        .contains("2 rows, 1 features: 1 numeric");
    fails(
        CommandLineRun.of(csv, "check", "--reference", "-", "--current", "-"),
        "the standard input, which can be read once");
  }

  @Test
  void saysWhatToDoWithOtherFormats() throws IOException {
    Path parquet = Files.writeString(folder.resolve("a.parquet"), "PAR1");
    fails(
        CommandLineRun.of("profile", "--input", parquet, "--output", "o"),
        "the name must end with .csv, .tsv, .txt, .jsonl, .ndjson, .json, .npz, .wav, .aiff, .au, .jpg or"
            + " .png; write it as CSV");
  }
}

package io.github.djlobservability.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Checks which changes count as drift, and which do not. */
class CheckJudgementTest {

  @TempDir Path folder;

  private Path table(String name, String header, int rows, IntFunction<String> row)
      throws IOException {
    StringBuilder csv = new StringBuilder(header + "\n");
    for (int i = 0; i < rows; i++) {
      csv.append(row.apply(i)).append('\n');
    }
    return Files.writeString(folder.resolve(name), csv);
  }

  private CommandLineRun check(Path reference, Path current, Object... more) {
    Object[] words = new Object[7 + more.length];
    Object[] first = {
      "check", "--reference", reference, "--current", current, "--json", folder.resolve("o.json")
    };
    System.arraycopy(first, 0, words, 0, first.length);
    System.arraycopy(more, 0, words, first.length, more.length);
    return CommandLineRun.of(words);
  }

  private JsonNode json() throws IOException {
    return new ObjectMapper().readTree(Files.readString(folder.resolve("o.json")));
  }

  @Test
  void aRareClassManyTimesAsFrequentIsDrift() throws IOException {
    Path before = table("a.csv", "fraud", 20_000, i -> i % 400 == 0 ? "yes" : "no");
    Path after = table("b.csv", "fraud", 20_000, i -> i % 80 == 0 ? "yes" : "no");
    CommandLineRun run = check(before, after, "--target", "fraud");
    assertThat(run.code()).isEqualTo(2);
    JsonNode fraud = json().path("series").path(0);
    assertThat(fraud.path("jensenShannonDistance").asDouble()).isLessThan(0.1);
    assertThat(fraud.path("decidedBy").asText()).isEqualTo("oddsRatio");
    assertThat(fraud.path("oddsRatio").asDouble()).isBetween(4.5, 5.5);
    assertThat(run.out()).contains("odds times 5.");
    assertThat(check(before, after, "--min-odds", "6").code()).isZero();
  }

  @Test
  void significantButSmallIsAStatusOfItsOwn() throws IOException {
    Path before = table("a.csv", "fraud", 20_000, i -> i % 400 == 0 ? "yes" : "no");
    Path after = table("b.csv", "fraud", 20_000, i -> i % 200 == 0 ? "yes" : "no");
    CommandLineRun run = check(before, after);
    assertThat(run.code()).isZero();
    assertThat(run.out())
        .contains("NO DRIFT in 1 feature; 1 changed significantly but little")
        .containsPattern("small +fraud");
    assertThat(json().path("series").path(0).path("status").asText()).isEqualTo("small");
    assertThat(json().path("series").path(0).path("drift").asBoolean()).isFalse();
  }

  @Test
  void ofManyRowsAllAreCompared() throws IOException {
    Random random = new Random(3);
    Path before = table("a.csv", "x", 60_000, i -> "" + random.nextGaussian());
    Path after = table("b.csv", "x", 60_000, i -> "" + (random.nextGaussian() + 0.05));
    assertThat(check(before, after).code()).isZero();
    JsonNode x = json().path("series").path(0);
    assertThat(x.path("pValue").asDouble()).isLessThan(1e-4);
    assertThat(x.path("status").asText()).isEqualTo("small");
  }

  @Test
  void weightsShareTheLevel() throws IOException {
    Random random = new Random(4);
    IntFunction<String> still = i -> random.nextGaussian() + "," + random.nextGaussian();
    Path before = table("a.csv", "age,bmi", 1_000, still);
    Path after = table("b.csv", "age,bmi", 1_000, still);
    check(before, after, "--weights", "age:9,bmi:0.5");
    JsonNode weighted = json();
    check(before, after);
    assertThat(weighted.path("settings").path("weights").asText()).isEqualTo("age:9.0,bmi:0.5");
    double age = weighted.path("series").path(0).path("adjustedPValue").asDouble();
    assertThat(age).isLessThanOrEqualTo(json().at("/series/0/adjustedPValue").asDouble());
    assertThat(check(before, after, "--weights", "age").err())
        .contains("--weights must be names with weights from 0.01 to 100")
        .contains("got age");
    assertThat(check(before, after, "--weights", "Age:2").err())
        .contains("warning: --weights: the reference has no feature Age (age?)");
  }

  @Test
  void notANumberMoreOftenIsDrift() throws IOException {
    Random random = new Random(1);
    IntFunction<String> few = i -> (i % 25 == 0 ? "NaN" : "" + random.nextGaussian()) + ",a";
    IntFunction<String> many = i -> (i % 5 < 2 ? "-inf" : "" + random.nextGaussian()) + ",a";
    Path before = table("a.csv", "x,k", 500, few);
    CommandLineRun run = check(before, table("b.csv", "x,k", 400, many));
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.out()).containsPattern("DRIFT +x, NaN or infinite .* 4.0 % -> 40 %");
    assertThat(check(before, table("c.csv", "x,k", 400, few)).code()).isZero();
  }

  @Test
  void aReferenceIsHeldAgainstWhatItHas() throws IOException {
    IntFunction<String> dirty = i -> i % 40 == 0 ? "n.d." : Integer.toString(i * 37 % 501);
    Path file = table("a.csv", "x", 1500, dirty);
    CommandLineRun run = check(file, file);
    assertThat(run.code()).isZero();
    assertThat(run.out()).contains("wrong type");
    Path worse = table("b.csv", "x", 1500, i -> i % 9 == 0 ? "n.d." : dirty.apply(i));
    assertThat(check(file, worse).out()).containsPattern("BROKEN +x +wrong type");
  }

  @Test
  void aFewFaultsAfterNoneAreNoFaultOfTheRule() throws IOException {
    IntFunction<String> whole = i -> i * 37 % 501 + ",m" + i % 3;
    Path before = table("a.csv", "fare,kind", 900, whole);
    Path some = table("b.csv", "fare,kind", 420, i -> i < 2 ? ",m1" : whole.apply(i));
    CommandLineRun run = check(before, some);
    assertThat(run.code()).isZero();
    assertThat(run.out()).containsPattern("fare +missing +2 +0.5 %");
    Path many = table("c.csv", "fare,kind", 420, i -> i < 25 ? ",m1" : whole.apply(i));
    assertThat(check(before, many).out()).containsPattern("BROKEN +fare +missing +25");
    Path unseen = table("d.csv", "fare,kind", 60, i -> i * 37 % 501 + ",m" + (i == 0 ? 9 : i % 3));
    assertThat(check(before, unseen).code()).as("one of a new kind in 60").isZero();
  }

  @Test
  void numbersThatWereFloatsAreTheSame() throws IOException {
    IntFunction<Double> doses = i -> (3 + i % 6) / 7.0;
    Path before = table("a.csv", "dose", 300, i -> Double.toString(doses.apply(i)));
    Path after = table("b.csv", "dose", 240, i -> Double.toString((float) (double) doses.apply(i)));
    CommandLineRun run = check(before, after);
    assertThat(run.code()).isZero();
    assertThat(json().path("series").path(0).path("status").asText()).isEqualTo("none");
    assertThat(CommandLineRun.of("replay", "--reference", before, "--input", after).out())
        .contains("NO DRIFT");
  }

  @Test
  void aClassIsOneHoweverItIsWritten() throws IOException {
    Path before =
        table("a.csv", "code,y", 400, i -> (i % 10 == 0 ? "" : 201 + i % 5 + ".0") + "," + i % 2);
    Path after =
        table(
            "b.csv", "code,y", 300, i -> (i % 10 == 0 ? "nan" : 201 + i % 5) + "," + i % 2 + ".0");
    CommandLineRun run = check(before, after, "--categorical", "code", "--target", "y");
    assertThat(run.code()).as(run.out()).isZero();
    assertThat(run.out()).doesNotContain("unseen").doesNotContain("nan");
  }

  @Test
  void thousandsAndCommasAreReadOrHintedAt() throws IOException {
    Path before =
        table("a.csv", "paid", 300, i -> String.format("\"%,d\"", 1000 + i * 7919L % 9973));
    Path after =
        table("b.csv", "paid", 300, i -> String.format("\"%,d\"", 60_000 + i * 7919L % 99_733));
    assertThat(check(before, after).err()).contains("paid looks like numbers", "--thousands ,");
    CommandLineRun told = check(before, after, "--thousands", ",");
    assertThat(told.code()).isEqualTo(2);
    assertThat(told.out()).containsPattern("DRIFT +paid +data +Kolmogorov-Smirnov");
  }

  @Test
  void saysByWhichMeasureItDecides() throws IOException {
    Random random = new Random(3);
    IntFunction<String> values =
        i -> Double.toString(i % 25 == 0 ? 100 + random.nextGaussian() : random.nextGaussian());
    Path before = table("a.csv", "x", 3000, values);
    Path after =
        table(
            "b.csv",
            "x",
            3000,
            i -> Double.toString(0.9 * Double.parseDouble(values.apply(i)) + 6));
    CommandLineRun run = check(before, after);
    assertThat(run.code()).isEqualTo(2);
    JsonNode x = json().path("series").path(0);
    String measure = x.path("decidedBy").asText();
    double value = x.path(measure).asDouble();
    assertThat(x.path("timesWhatMatters").asDouble()).isEqualTo(value / 0.1);
    assertThat(run.out())
        .contains(measure.equals("wassersteinOverDeviation") ? "Wasserstein" : "Jensen-Shannon")
        .contains("p is at most 0.045, after Holm's correction");
    assertThat(json().path("settings").path("testLevel").asDouble()).isCloseTo(0.045, within(1e-9));
    assertThat(json().path("settings").path("seed").isNumber()).isTrue();
  }

  @Test
  void thePageEndsWhateverTheNumbers() throws IOException {
    String[][] tables = {
      {"1e308", "-1e308"},
      {"1e300", "1.0000000000000002e300"},
      {"5e-324", "0"},
      {"7", "7"},
      {"9007199254740993", "9007199254740995"},
      {"inf", "nan"},
      {"-1e-300", "1e300"}
    };
    for (String[] pair : tables) {
      Path file = table("a.csv", "x,k", 120, i -> pair[i % 2] + ",b");
      Path html = folder.resolve("o.html");
      assertThat(check(file, file, "--html", html, "--numeric", "x").code())
          .as(pair[0] + " and " + pair[1])
          .isZero();
      assertThat(Files.readString(html)).doesNotContain("Infinity", "NaN %", "-infinity");
      assertThat(Files.readString(html)).doesNotContainPattern("(x|y|width|height|d)=\"[^\"]*NaN");
    }
  }

  @Test
  void timesAreToldAsTimesAndLeftOut() throws IOException {
    Path before = table("a.csv", "seen,x", 200, i -> 1_780_000_000L + i * 3600L + "," + i * i % 50);
    Path after = table("b.csv", "seen,x", 200, i -> 1_790_000_000L + i * 3600L + "," + i * i % 50);
    CommandLineRun run = check(before, after);
    assertThat(run.code()).isZero();
    assertThat(run.out())
        .contains("left out   seen (a clock: dates or times)")
        .doesNotContain("not in the reference");
    assertThat(json().path("leftOut").path("seen").asText()).isEqualTo("clock");
    Path html = folder.resolve("o.html");
    CommandLineRun kept = check(before, after, "--keep", "seen", "--html", html);
    assertThat(kept.code()).isEqualTo(2);
    assertThat(kept.out()).contains("mean 2026-06-01 23:56 -> 2026-09-25 17:43", "days");
    assertThat(Files.readString(html)).contains("2026-09-2");
    assertThat(json().path("leftOut").isEmpty()).isTrue();
  }

  @Test
  void namesInAnotherEncodingAreNoSilentMerger() throws IOException {
    Path file = folder.resolve("a.csv");
    Files.write(file, "stadt\nMünchen\nNürnberg\n".getBytes(StandardCharsets.ISO_8859_1));
    CommandLineRun run = check(file, file);
    assertThat(run.code()).isEqualTo(1);
    assertThat(run.err()).contains("a.csv, row 1: byte 0xFC is not UTF-8", "--encoding");
    assertThat(check(file, file, "--encoding", "latin1").code()).isZero();
    assertThat(check(file, file, "--encoding", "latin-nine").err()).contains("got latin-nine");
  }

  @Test
  void bigWholeNumbersStayApartAsCategories() throws IOException {
    IntFunction<String> row = i -> "{\"k\": " + (9_007_199_254_740_993L + i % 2 * 2L) + "}";
    StringBuilder other = new StringBuilder();
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < 100; i++) {
      lines.append(row.apply(i)).append('\n');
      other.append("{\"k\": ").append(9_007_199_254_740_992L + i % 2 * 3L).append("}\n");
    }
    Path before = Files.writeString(folder.resolve("a.jsonl"), lines);
    Path after = Files.writeString(folder.resolve("b.jsonl"), other);
    CommandLineRun run = check(before, after, "--categorical", "k");
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.out()).contains("9007199254740993", "9007199254740992").doesNotContain("E15");
  }
}

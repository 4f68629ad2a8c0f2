package io.github.djlobservability.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.djlobservability.disclosure.HeldValues;
import io.github.djlobservability.disclosure.HiddenValue;
import io.github.djlobservability.disclosure.KeyedHash;
import io.github.djlobservability.profile.ReferenceProfile;
import io.github.djlobservability.profile.file.ProfileFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckCommandTest {
  private static final String COLUMNS = "age,income,state,class\n";

  @TempDir Path folder;
  private Path reference;

  /** People whose age has a mean, and of whom a share lives in a state of its own. */
  private Path people(String name, int rows, long seed, double meanAge, double newcomers)
      throws IOException {
    Random random = new Random(seed);
    StringBuilder csv = new StringBuilder(COLUMNS);
    for (int i = 0; i < rows; i++) {
      double age = meanAge + 10 * Math.max(-3, Math.min(3, random.nextGaussian()));
      String state = random.nextDouble() < newcomers ? "ME" : "MA" + random.nextInt(3);
      csv.append(
          String.format("%.2f,%.3f,%s,%d%n", age, random.nextDouble(), state, random.nextInt(2)));
    }
    return Files.writeString(folder.resolve(name), csv);
  }

  @BeforeEach
  void makeReference() throws IOException {
    reference = folder.resolve("reference.json");
    CommandLineRun.of(
        "profile",
        "--input",
        people("train.csv", 2000, 1, 40, 0.01),
        "--output",
        reference,
        "--prediction",
        "class");
  }

  private CommandLineRun check(Path current, Object... more) {
    Object[] words = new Object[5 + more.length];
    words[0] = "check";
    words[1] = "--reference";
    words[2] = reference;
    words[3] = "--current";
    words[4] = current;
    System.arraycopy(more, 0, words, 5, more.length);
    return CommandLineRun.of(words);
  }

  @Test
  void moreOfTheSameIsNoDrift() throws IOException {
    CommandLineRun run = check(people("now.csv", 1000, 2, 40, 0.01));
    assertThat(run.out())
        .contains("reference  2,000 rows of train.csv", "current    1,000 rows of now.csv")
        .contains("NO DRIFT in 4 features");
    assertThat(run.code()).isZero();
    assertThat(check(folder.resolve("train.csv")).code()).as("the reference itself").isZero();
  }

  @Test
  void findsAMovedMeanAndSaysHowFar() throws IOException {
    Path json = folder.resolve("report.json");
    CommandLineRun run = check(people("now.csv", 1000, 2, 45, 0.01), "--json", json);
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.out()).contains("DRIFT in 1 of 4 features", "mean 40.", " -> 45.");
    JsonNode root = new ObjectMapper().readTree(Files.readString(json));
    assertThat(root.path("drift").asBoolean()).isTrue();
    assertThat(root.path("reference").path("rows").asLong()).isEqualTo(2000);
    JsonNode first = root.path("series").path(0);
    assertThat(first.path("series").asText()).isEqualTo("age");
    assertThat(first.path("drift").asBoolean()).isTrue();
    assertThat(first.path("kind").asText()).isEqualTo("data");
    assertThat(first.path("test").asText()).isEqualTo("Kolmogorov-Smirnov");
    assertThat(first.path("statistic").asDouble()).isBetween(0.15, 0.25);
    assertThat(first.path("wassersteinOverDeviation").asDouble()).isBetween(0.4, 0.6);
    assertThat(first.path("contribution").asDouble()).isGreaterThan(0.8);
    assertThat(root.path("series").path(1).path("drift").asBoolean()).isFalse();
    JsonNode classifier = root.path("rows").path(0);
    assertThat(classifier.path("test").asText()).isEqualTo("classifier");
    assertThat(classifier.path("drift").asBoolean()).isTrue();
    assertThat(classifier.path("areaUnderCurve").asDouble()).isBetween(0.58, 0.7);
  }

  @Test
  void categoriesThatAreHashedAreNotCompared() throws IOException {
    KeyedHash key = new KeyedHash(new byte[KeyedHash.KEY_BYTES]);
    HeldValues hashed =
        new HeldValues() {
          @Override
          public String held(String feature, String value) {
            return feature.equals("state") ? HiddenValue.of(key.of(value)) : value;
          }

          @Override
          public boolean shows(String feature) {
            return false;
          }
        };
    ReferenceProfile captured = ProfileFile.read(reference).held(hashed);
    ProfileFile.write(captured, reference);
    Path now = people("now.csv", 1000, 2, 40, 0.01);

    CommandLineRun run = check(now);
    assertThat(run.err())
        .contains("hashed with the key of a state folder: state; to compare them, name its");
    assertThat(run.out())
        .contains("NO DRIFT in 3 features")
        .contains("state is not watched: its categories are hashed with the key of another");
    assertThat(run.code()).isZero();

    CommandLineRun replayed = CommandLineRun.of("replay", "--reference", reference, "--input", now);
    assertThat(replayed.err()).contains("hashed with the key of a state folder: state;");
    assertThat(replayed.out()).contains("NO DRIFT in 1,000 rows", "state is not watched");

    Path keyFile = Files.write(folder.resolve("values.key"), new byte[KeyedHash.KEY_BYTES]);
    String text = Files.readString(reference);
    Files.writeString(
        reference, text.replaceFirst("\"createdAt\"", "\"valuesKey\": \"" + key.id() + "\", $0"));
    run = check(now, "--values-key", keyFile);
    assertThat(run.err()).isEmpty();
    assertThat(run.out()).contains("NO DRIFT in 4 features").doesNotContain("not watched: its");
    replayed =
        CommandLineRun.of(
            "replay", "--reference", reference, "--input", now, "--values-key", keyFile);
    assertThat(replayed.out())
        .contains("NO DRIFT in 1,000 rows")
        .doesNotContain("not watched: its");
    Path risen = people("risen.csv", 1000, 2, 40, 0.12);
    assertThat(check(risen, "--values-key", keyFile).out())
        .containsPattern("DRIFT +state +data +chi-square");
    byte[] other = new byte[KeyedHash.KEY_BYTES];
    other[0] = 1;
    assertThat(check(now, "--values-key", Files.write(keyFile, other)).err())
        .contains("hashed with the key of another state folder: state");
    assertThat(check(now, "--values-key", Files.write(keyFile, new byte[3])).err())
        .contains("holds no key of 16 bytes");

    ReferenceProfile alone = captured.without(Set.of("age", "income", "class"));
    ProfileFile.write(alone, reference);
    CommandLineRun refused = check(now);
    assertThat(refused.code()).isEqualTo(1);
    assertThat(refused.err()).contains("all it has is categories that are hashed with the key");
  }

  @Test
  void findsACategoryOnTheRise() throws IOException {
    CommandLineRun run = check(people("now.csv", 1000, 2, 40, 0.12));
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.out())
        .containsPattern("DRIFT +state +data +chi-square")
        .contains("\"ME\" 0.9 % -> 12 %");
  }

  @Test
  void findsRelationsThatBreak() throws IOException {
    Path before = related("before.csv", 1);
    Path after = related("after.csv", -1);
    CommandLineRun run = CommandLineRun.of("check", "--reference", before, "--current", after);
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.out())
        .contains("DRIFT in 0 of 2 features, in the rows as a whole")
        .containsPattern("DRIFT +inputs as a whole +classifier");
  }

  /** Two columns, each the same whatever the sign between them. */
  private Path related(String name, int sign) throws IOException {
    Random random = new Random(7);
    StringBuilder csv = new StringBuilder("a,b\n");
    for (int i = 0; i < 1000; i++) {
      double a = random.nextGaussian();
      csv.append(a).append(',').append(sign * a + random.nextGaussian() / 2).append('\n');
    }
    return Files.writeString(folder.resolve(name), csv);
  }

  @Test
  void countsBrokenRulesAndSaysWhereFirst() throws IOException {
    String csv =
        Files.readString(people("now.csv", 1000, 2, 40, 0.01))
                .replaceFirst("\n[^,]*,", "\nold,")
                .replaceFirst("MA0", "XX")
            + "400,0.5,ZZ,0\n".repeat(30)
            + ",,,\n".repeat(20);
    CommandLineRun run = check(Files.writeString(folder.resolve("broken.csv"), csv));
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.out())
        .contains("broken.csv, row 1 (line 2): \"old\"")
        .containsPattern(
            "BROKEN +age +out of range +30 .*row 1,001 \\(line 1,002\\): 400, above 70")
        .containsPattern("BROKEN +state +unseen category +31")
        .containsPattern("BROKEN +income +missing +20")
        .containsPattern("DRIFT +income, missing or of a wrong type .* 0 % -> 1.9 %");
  }

  @Test
  void aColumnThatIsGoneBreaksItsRule() throws IOException {
    String csv = Files.readString(people("now.csv", 500, 2, 40, 0.01));
    Path without =
        Files.writeString(
            folder.resolve("without.csv"), csv.replace(COLUMNS, "age,earnings,state,class\n"));
    CommandLineRun run = check(without);
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.out())
        .containsPattern("BROKEN +income +missing +500 +100 % +no such column")
        .containsPattern("earnings +not in the reference +500")
        .contains("1 rule BROKEN; no drift in 3 features");
  }

  @Test
  void whatTheModelSaidIsNotInEachFileOfRows() throws IOException {
    String csv = Files.readString(people("now.csv", 500, 2, 40, 0.01));
    Path inputs =
        Files.writeString(
            folder.resolve("inputs.csv"),
            csv.lines()
                .map(line -> line.substring(0, line.lastIndexOf(',')) + "\n")
                .collect(Collectors.joining()));
    Path json = folder.resolve("report.json");
    Path html = folder.resolve("report.html");
    CommandLineRun run = check(inputs, "--json", json, "--html", html);
    assertThat(run.code()).as(run.out()).isZero();
    String sentence = "class is not compared: it is not in inputs.csv";
    assertThat(run.out()).contains("NO DRIFT in 3 features", sentence).doesNotContain("BROKEN");
    JsonNode left = new ObjectMapper().readTree(Files.readString(json)).path("notCompared");
    assertThat(left.path(0).path("name").asText()).isEqualTo("class");
    assertThat(left.path(0).path("why").asText()).isEqualTo("it is not in inputs.csv");
    assertThat(Files.readString(html)).contains("Not looked into", sentence);
  }

  @Test
  void ignoresColumnsThatOneOfTheFilesHas() throws IOException {
    Path train = folder.resolve("train.csv");
    Path current = people("now.csv", 500, 2, 40, 0.01);
    Path renamed =
        Files.writeString(
            folder.resolve("renamed.csv"),
            Files.readString(current).replace(COLUMNS, "age,income,state,kind\n"));
    CommandLineRun run =
        CommandLineRun.of(
            "check", "--reference", train, "--current", renamed, "--ignore", "class,kind");
    assertThat(run.code()).as(run.err()).isZero();
    assertThat(run.out())
        .contains("NO DRIFT in 3 features")
        .doesNotContain("no such column", "not in the reference");
    CommandLineRun unknown =
        CommandLineRun.of("check", "--reference", train, "--current", renamed, "--ignore", "incom");
    assertThat(unknown.code()).isEqualTo(1);
    assertThat(unknown.err()).contains("there is no column incom to ignore", "income");
  }

  @Test
  void whatDriftsComesFirstAndTheRestByName() throws IOException {
    CommandLineRun run = check(people("now.csv", 1000, 2, 40, 0.12));
    assertThat(run.out())
        .containsSubsequence("DRIFT  state ", " age ", " class ", " income ", "rows as a whole");
  }

  @Test
  void saysWhatHasTooFewRows() throws IOException {
    Path few = people("few.csv", 30, 3, 40, 0.01);
    Path json = folder.resolve("report.json");
    CommandLineRun run =
        CommandLineRun.of("check", "--reference", few, "--current", few, "--json", json);
    assertThat(run.out())
        .contains("inputs as a whole is not compared: it takes 50 rows of each, and there are 30")
        .contains("in a server, (rows) is not watched: with 3 numeric inputs it takes a reference");
    JsonNode root = new ObjectMapper().readTree(Files.readString(json));
    assertThat(root.path("notWatched").path(0).path("reason").asText()).isEqualTo("few_rows");
  }

  @Test
  void theUserSetsTheTerms() throws IOException {
    Path current = people("now.csv", 1000, 2, 42.5, 0.01);
    assertThat(check(current).code()).isEqualTo(2);
    assertThat(check(current, "--min-distance", "0.5").out())
        .contains(
            "DRIFT in 0 of 4 features, in the rows as a whole; 1 changed significantly but little")
        .containsPattern("small +age +data");
    assertThat(check(current, "--significance-level", "0").out()).contains("NO DRIFT");
    assertThat(check(current, "--min-distance", "2").err())
        .contains("--min-distance must be a number from 0.0 to 1.0, got 2");
  }

  @Test
  void writesAPageThatNeedsNothingElse() throws IOException {
    Path evil = Files.writeString(folder.resolve("evil.csv"), evil("<script>alert(1)</script>"));
    Path html = folder.resolve("report.html");
    CommandLineRun run =
        CommandLineRun.of("check", "--reference", evil, "--current", evil, "--html", html);
    assertThat(run.code()).isZero();
    String page = Files.readString(html);
    assertThat(page)
        .startsWith("<!doctype html>")
        .contains("<svg", "&lt;script&gt;alert(1)", "NO DRIFT in 2 features")
        .doesNotContain("<script", "http:", "https:", "src=", "<link", "@import", "url(");
    assertThat(page.split("<svg", -1)).hasSize(3);
    assertThat(page.split("<figure ", -1)).hasSameSizeAs(page.split("</figure>", -1));
  }

  @Test
  void thePageBeginsWithTheVerdictAndWhatItRestsOn() throws IOException {
    Path html = folder.resolve("report.html");
    check(people("now.csv", 1000, 2, 40, 0.12), "--html", html);
    String page = Files.readString(html);
    assertThat(page)
        .containsSubsequence(
            "<title>DRIFT in 1 of 4 features",
            "<h1 class=\"drift\">DRIFT in 1 of 4 features",
            "What has changed",
            "<b>state</b>",
            "&quot;ME&quot; 0.9 % → 12 %",
            "<table>",
            "<figure id=\"series-2\"><figcaption><b class=\"badge\">DRIFT</b><b>state</b>");
    Matcher link = Pattern.compile("href=\"#([^\"]+)\"").matcher(page);
    assertThat(link.results().map(result -> result.group(1)).distinct())
        .hasSize(4)
        .allSatisfy(place -> assertThat(page).contains("id=\"" + place + "\""));
  }

  private static String evil(String name) {
    StringBuilder csv = new StringBuilder("\"" + name + "\",b\n");
    for (int i = 0; i < 200; i++) {
      csv.append(i % 7).append(",\"").append(name).append(i % 2).append("\"\n");
    }
    return csv.toString();
  }

  @Test
  void failsClearly() throws IOException {
    assertThat(CommandLineRun.of("check", "--current", reference).err())
        .contains("--reference P is missing");
    assertThat(check(folder.resolve("nothing.csv")).err()).contains("there is no file");
    assertThat(check(Files.writeString(folder.resolve("e.csv"), COLUMNS)).err())
        .contains("e.csv: has no rows");
    Files.writeString(reference, Files.readString(reference).substring(0, 5000));
    CommandLineRun run = check(folder.resolve("train.csv"));
    assertThat(run.code()).isEqualTo(1);
    assertThat(run.err())
        .containsOnlyOnce("reference.json")
        .contains("reference.json is not JSON, so it is damaged or cut off (line 1, column 5001")
        .contains("make it anew with the command profile")
        .doesNotContain("Source", "REDACTED");
  }
}

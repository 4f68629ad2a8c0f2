package io.github.djlobservability.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReplayCommandTest {
  private static final int CHANGE = 4000;

  @TempDir Path folder;

  /**
   * Returns two numbers and a category; the second number moves at row {@link #CHANGE} if told to.
   */
  private Path stream(String name, int rows, double move, long seed) throws IOException {
    Random random = new Random(seed);
    StringBuilder csv = new StringBuilder("steady,moving,kind\n");
    for (int i = 1; i <= rows; i++) {
      double moving = random.nextGaussian() + (i >= CHANGE ? move : 0);
      csv.append(String.format("%s,%s,k%d%n", random.nextGaussian(), moving, random.nextInt(4)));
    }
    return Files.writeString(folder.resolve(name), csv);
  }

  private static JsonNode firstDrift(Path json) throws IOException {
    for (String line : Files.readAllLines(json)) {
      JsonNode verdict = new ObjectMapper().readTree(line);
      if (verdict.path("status").asText().equals("DRIFT")) {
        return verdict;
      }
    }
    throw new AssertionError("no drift in " + json);
  }

  @Test
  void tellsTheRowTheFeatureAndWhenItBegan() throws IOException {
    Path json = folder.resolve("verdicts.jsonl");
    CommandLineRun run =
        CommandLineRun.of(
            "replay",
            "--reference-rows",
            "2000",
            "--input",
            stream("s.csv", 6000, 2, 1),
            "--json",
            json,
            "--expected-run-time",
            "100000");
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.out()).contains("DRIFT  moving", "DRIFT in 4,000 rows:", " moving 2 times");
    JsonNode first = firstDrift(json);
    assertThat(first.path("feature").asText()).isEqualTo("moving");
    assertThat(first.path("kind").asText()).isEqualTo("data");
    assertThat(first.path("shape").asText()).isEqualTo("sudden");
    assertThat(first.path("row").asLong()).isBetween((long) CHANGE, CHANGE + 50L);
    assertThat(first.path("onsetRow").asLong()).isBetween(CHANGE - 5L, CHANGE + 5L);
    assertThat(first.path("statistic").asDouble())
        .isGreaterThanOrEqualTo(first.path("threshold").asDouble());
    assertThat(first.path("effect").asText()).startsWith("mean ");
    assertThat(first.path("contributions").path(0).path("feature").asText()).isEqualTo("moving");
    double shares = 0;
    for (JsonNode contribution : first.path("contributions")) {
      shares += contribution.path("share").asDouble();
    }
    assertThat(shares).isPositive().isLessThanOrEqualTo(1 + 1e-9);
  }

  /** A stream of inputs alone has no fault, though the reference has predictions. */
  @Test
  void whatTheModelSaidIsNotInEachStream() throws IOException {
    Path reference = folder.resolve("r.json");
    CommandLineRun.of(
        "profile",
        "--input",
        stream("t.csv", 300, 0, 1),
        "--output",
        reference,
        "--prediction",
        "kind",
        "--score",
        "moving");
    Path inputs = folder.resolve("inputs.csv");
    Files.write(
        inputs,
        Files.readAllLines(stream("s.csv", 300, 0, 1)).stream()
            .map(line -> line.substring(0, line.indexOf(',')))
            .toList());
    CommandLineRun run = CommandLineRun.of("replay", "--reference", reference, "--input", inputs);
    assertThat(run.code()).as(run.out()).isZero();
    assertThat(run.out())
        .contains("kind is not compared: it is not in inputs.csv")
        .contains("moving is not compared: it is not in inputs.csv")
        .contains("(rows) is not watched: it compares numeric inputs with one another");
    CommandLineRun unknown =
        CommandLineRun.of(
            "replay", "--reference", reference, "--input", inputs, "--ignore", "steddy");
    assertThat(unknown.err()).contains("there is no column steddy to ignore");
  }

  /** Returns hours with a daily cycle of a deviation, and a shift of half of one at the end. */
  private Path hours(int rows, long seed) throws IOException {
    Random random = new Random(seed);
    StringBuilder csv = new StringBuilder("at,load\n");
    Instant first = Instant.parse("2026-03-01T00:00:00Z");
    for (int i = 1; i <= rows; i++) {
      double cycle = Math.sqrt(2) * Math.sin(Math.PI * i / 12);
      double load = cycle + random.nextGaussian() + (i >= CHANGE ? 0.5 : 0);
      csv.append(String.format("%s,%s%n", first.plus(Duration.ofHours(i)), load));
    }
    return Files.writeString(folder.resolve("hours.csv"), csv);
  }

  @Test
  void aCycleOfTheReferenceIsTakenOut() throws IOException {
    Path json = folder.resolve("cycle.jsonl");
    CommandLineRun run =
        CommandLineRun.of(
            "replay",
            "--reference-rows",
            "2000",
            "--input",
            hours(4400, 6),
            "--json",
            json,
            "--expected-run-time",
            "10000");
    assertThat(run.code()).isEqualTo(2);
    JsonNode first = firstDrift(json);
    assertThat(first.path("feature").asText()).isEqualTo("load");
    assertThat(first.path("row").asLong()).isBetween((long) CHANGE, CHANGE + 200L);
  }

  @Test
  void saysNothingOfASteadyStream() throws IOException {
    Path reference = folder.resolve("r.json");
    CommandLineRun.of(
        "profile", "--input", stream("a.csv", 2000, 0, 2), "--output", reference, "--time-ordered");
    CommandLineRun run =
        CommandLineRun.of(
            "replay",
            "--reference",
            reference,
            "--input",
            stream("b.csv", 3000, 0, 3),
            "--expected-run-time",
            "10000000");
    assertThat(run.out()).contains("NO DRIFT in 3,000 rows");
    assertThat(run.code()).isZero();
  }

  /**
   * Returns a score that tells the class's probability; from row 3,000 on the other class is right.
   */
  private Path labelled(String name, int rows, long seed) throws IOException {
    Random random = new Random(seed);
    StringBuilder csv = new StringBuilder("x,group,class,probability,truth\n");
    for (int i = 1; i <= rows; i++) {
      double p = random.nextDouble();
      boolean said = p > 0.5;
      boolean truth = random.nextDouble() < (i > 3_000 ? 1 - p : p);
      csv.append(
          String.format(
              "%s,g%d,%d,%s,%d%n",
              random.nextGaussian(),
              random.nextInt(2),
              said ? 1 : 0,
              said ? p : 1 - p,
              truth ? 1 : 0));
    }
    return Files.writeString(folder.resolve(name), csv);
  }

  @Test
  void labelsThatComeLaterTellTheQualityAndTheConcept() throws IOException {
    Path file = labelled("l.csv", 5_000, 4);
    Path json = folder.resolve("v.jsonl");
    Path report = folder.resolve("q.json");
    CommandLineRun run =
        CommandLineRun.of(
            "replay",
            "--reference-rows",
            "1000",
            "--input",
            file,
            "--prediction",
            "class",
            "--score",
            "probability",
            "--label",
            "truth",
            "--label-delay",
            "300",
            "--quality-window",
            "500",
            "--segments",
            "group",
            "--expected-run-time",
            "100000",
            "--json",
            json,
            "--quality",
            report);
    assertThat(run.err()).isEmpty();
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.out())
        .contains("Quality, with intervals of 95 %; 4,000 labelled rows", "group=g0")
        .contains("Assumes: P(label | input) is still that of the reference");
    JsonNode quality = new ObjectMapper().readTree(report.toFile());
    JsonNode windows = quality.path("windows");
    assertThat(windows).hasSize(8);
    List<String> rows = Files.readAllLines(file);
    for (JsonNode window : windows) {
      // The first 1,000 rows are the reference, and the header comes before.
      long from = 1_000 + window.path("firstItem").asLong();
      double right = 0;
      for (int i = 0; i < 500; i++) {
        String[] row = rows.get((int) from + i).split(",", -1);
        right += row[2].equals(row[4]) ? 1 : 0;
      }
      assertThat(window.path("measures").path("accuracy").path("value").asDouble())
          .isEqualTo(right / 500);
    }
    JsonNode estimates = quality.path("estimates");
    assertThat(estimates.path("calibratedOn").asInt()).isEqualTo(1_000);
    JsonNode beforeTheChange = estimates.path("windows").path(7);
    assertThat(Math.abs(beforeTheChange.path("error").path("accuracy").asDouble()))
        .isLessThan(0.06);
    JsonNode afterIt = estimates.path("windows").path(0);
    assertThat(afterIt.path("error").path("accuracy").asDouble()).isGreaterThan(0.3);
    JsonNode concept = null;
    for (String line : Files.readAllLines(json)) {
      JsonNode verdict = new ObjectMapper().readTree(line);
      boolean drift = verdict.path("status").asText().equals("DRIFT");
      if (concept == null && drift && verdict.path("kind").asText().equals("concept")) {
        concept = verdict;
      }
    }
    assertThat(concept).isNotNull();
    assertThat(concept.path("onsetRow").asLong()).isBetween(2_950L, 3_050L);
    assertThat(concept.path("basis").asText()).isEqualTo("scores");
    assertThat(concept.path("moved")).hasSize(1);
    assertThat(concept.path("moved").path(0).asText()).isEqualTo("labels_given_inputs");
  }

  /** Estimates are held against all labels, whether they come at once or when a window is full. */
  @Test
  void labelsThatComeAtOnceCountForEstimatesToo() throws IOException {
    Random random = new Random(21);
    StringBuilder csv = new StringBuilder("x,said,sure,right\n");
    for (int i = 0; i < 5000; i++) {
      double sure = random.nextDouble();
      csv.append(
          String.format(
              "%s,%d,%s,%d%n",
              random.nextGaussian(), sure > 0.5 ? 1 : 0, sure, random.nextDouble() < sure ? 1 : 0));
    }
    Path stream = Files.writeString(folder.resolve("s.csv"), csv);
    List<JsonNode> estimates = new ArrayList<>();
    for (String delay : List.of("0", "700")) {
      Path quality = folder.resolve("q" + delay + ".json");
      CommandLineRun.of(
          "replay",
          "--reference-rows",
          "2000",
          "--input",
          stream,
          "--prediction",
          "said",
          "--score",
          "sure",
          "--label",
          "right",
          "--score-class",
          "positive",
          "--quality-window",
          "700",
          "--label-delay",
          delay,
          "--quality",
          quality);
      JsonNode root = new ObjectMapper().readTree(Files.readString(quality));
      estimates.add(root.path("estimates").path("windows"));
    }
    assertThat(estimates.get(0)).hasSize(4).isEqualTo(estimates.get(1));
    JsonNode window = estimates.get(0).path(0);
    assertThat(window.path("labelled").asLong()).isEqualTo(700);
    assertThat(window.path("real").path("accuracy").asDouble()).isBetween(0.7, 0.8);
    assertThat(Math.abs(window.path("error").path("accuracy").asDouble())).isLessThan(0.05);
  }

  /** With a score of each class the area under the ROC curve is estimated, too. */
  @Test
  void severalScoresAreOfTheClassesThatTheyAreNamedAfter() throws IOException {
    Random random = new Random(3);
    StringBuilder csv = new StringBuilder("x,p_bird,p_cat,p_dog,said,right\n");
    List<String> classes = List.of("bird", "cat", "dog");
    for (int i = 0; i < 4_000; i++) {
      double[] p = {random.nextDouble(), random.nextDouble(), random.nextDouble()};
      double sum = p[0] + p[1] + p[2];
      double draw = random.nextDouble() * sum;
      int label = draw < p[0] ? 0 : draw < p[0] + p[1] ? 1 : 2;
      int said = p[0] >= Math.max(p[1], p[2]) ? 0 : p[1] >= p[2] ? 1 : 2;
      csv.append(
          String.format(
              "%s,%s,%s,%s,%s,%s%n",
              random.nextGaussian(),
              p[0] / sum,
              p[1] / sum,
              p[2] / sum,
              classes.get(said),
              classes.get(label)));
    }
    Path quality = folder.resolve("q.json");
    CommandLineRun.of(
        "replay",
        "--reference-rows",
        "2000",
        "--input",
        Files.writeString(folder.resolve("s.csv"), csv),
        "--prediction",
        "said",
        "--score",
        "p_bird,p_cat,p_dog",
        "--label",
        "right",
        "--quality",
        quality);
    JsonNode root = new ObjectMapper().readTree(Files.readString(quality));
    assertThat(root.path("estimates").path("calibratedOn").asInt()).isEqualTo(2_000);
    JsonNode window = root.path("estimates").path("windows").path(0);
    assertThat(window.path("labelled").asLong()).isEqualTo(1_000);
    for (String measure : List.of("accuracy", "precision", "recall", "f1", "roc_auc")) {
      assertThat(Math.abs(window.path("error").path(measure).asDouble(1)))
          .as(measure)
          .isLessThan(0.05);
    }
  }

  @Test
  void saysThatLabelsAndPredictionsShareNoClass() throws IOException {
    StringBuilder csv = new StringBuilder("x,said,right,codes\n");
    for (int i = 0; i < 900; i++) {
      boolean positive = i % 3 == 0;
      csv.append(
          String.format(
              "%d,%d,%s,%d.0%n", i * 31 % 97, positive ? 1 : 0, positive ? "good" : "bad", i % 3));
    }
    Path stream = Files.writeString(folder.resolve("s.csv"), csv);
    Object[] words = {
      "replay",
      "--reference-rows",
      "300",
      "--input",
      stream,
      "--prediction",
      "said",
      "--quality-window",
      "100",
      "--label",
      "right"
    };
    assertThat(CommandLineRun.of(words).out())
        .contains("WARNING: labels and predictions share no class")
        .contains("labels are bad, good; predictions are 0, 1");
    words[words.length - 1] = "codes";
    assertThat(CommandLineRun.of(words).out()).doesNotContain("share no class");
  }

  @Test
  void labelsNeedATarget() throws IOException {
    CommandLineRun run =
        CommandLineRun.of(
            "replay",
            "--reference-rows",
            "1000",
            "--input",
            labelled("l.csv", 1_200, 4),
            "--label-delay",
            "3");
    assertThat(run.code()).isEqualTo(1);
    assertThat(run.err()).contains("labels need a reference with a prediction and a target");
  }

  @Test
  void failsClearly() throws IOException {
    Path file = stream("s.csv", 300, 0, 1);
    assertThat(CommandLineRun.of("replay", "--input", file).err())
        .contains("either --reference or --reference-rows must be given");
    assertThat(
            CommandLineRun.of(
                    "replay",
                    "--input",
                    file,
                    "--reference-rows",
                    "100",
                    "--expected-run-time",
                    "10")
                .err())
        .contains("--expected-run-time must be a whole number from 100 on, got 10");
    assertThat(
            CommandLineRun.of(
                    "replay", "--input", file, "--reference-rows", "100", "--min-effect", "age:3")
                .err())
        .contains("--min-effect must be `sd:0.2`, `share:0.02`, `odds:2`, one or several")
        .contains("got age:3");
    Path damaged = Files.writeString(folder.resolve("d.csv"), Files.readString(file) + "1,2\n");
    CommandLineRun run = CommandLineRun.of("replay", "--input", damaged, "--reference-rows", "100");
    assertThat(run.code()).isEqualTo(1);
    assertThat(run.err())
        .contains("d.csv, row 301 (line 302): has 2 values where the header has 3");
  }

  @Test
  void aColumnWithoutValuesTellsOfNothingAndTakesNoAlarms() throws IOException {
    Path full = stream("full.csv", 3500, 0, 5);
    String rows = Files.readString(full).replace("\n", ",\n").replace("kind,", "kind,empty");
    Path empty = Files.writeString(folder.resolve("empty.csv"), rows);
    assertThat(ofColumns(empty)).isNotEmpty().isEqualTo(ofColumns(full));
  }

  /** Returns the verdicts on columns: rows as a whole have one column more. */
  private static List<String> ofColumns(Path file) {
    String out = CommandLineRun.of("replay", "--reference-rows", "500", "--input", file).out();
    return out.lines().filter(line -> line.startsWith("row") && !line.contains("(rows)")).toList();
  }
}

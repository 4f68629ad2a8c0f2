package io.github.djlobservability.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.djlobservability.profile.Feature;
import io.github.djlobservability.profile.FeatureRole;
import io.github.djlobservability.profile.FeatureType;
import io.github.djlobservability.profile.LeftOut;
import io.github.djlobservability.profile.ReferenceProfile;
import io.github.djlobservability.profile.file.ProfileFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProfileCommandTest {
  @TempDir Path folder;
  private Path output;

  private Path people(String name, int from, int to) throws IOException {
    StringBuilder csv = new StringBuilder("id,age,state,member,remark,empty,class,probability\n");
    for (int i = from; i < to; i++) {
      csv.append(
          String.format(
              "p%d,%d,%d,%s,this is remark number %d,,%d,0.%d%n",
              i, 20 + i % 50, i % 4, i % 3 == 0, i, i % 2, i % 10));
    }
    return Files.writeString(folder.resolve(name), csv);
  }

  @BeforeEach
  void chooseOutput() {
    output = folder.resolve("reference.json");
  }

  private CommandLineRun profile(Object... words) {
    Object[] all = new Object[words.length + 3];
    all[0] = "profile";
    all[1] = "--output";
    all[2] = output;
    System.arraycopy(words, 0, all, 3, words.length);
    return CommandLineRun.of(all);
  }

  @Test
  void seesThatAScoreIsOfOneClassWhicheverIsSaid() throws IOException {
    StringBuilder csv = new StringBuilder("age,class,sure\n");
    for (int i = 0; i < 100; i++) {
      csv.append(i % 50 + 0.5).append(i % 4 == 0 ? ",gone,0.7" : ",stays,0.2").append(i % 9);
      csv.append('\n');
    }
    Path rows = Files.writeString(folder.resolve("rows.csv"), csv.toString());
    CommandLineRun run = profile("--input", rows, "--prediction", "class", "--score", "sure");
    assertThat(run.err())
        .contains("hint: sure is 0.24 in the mean where the model says stays, so it seems to be")
        .contains("observability.score-class=positive and observability.positive-class=gone");
    String early = csv.toString().replace(",0.7", ",0.3");
    Path rare = Files.writeString(folder.resolve("rare.csv"), early);
    assertThat(profile("--input", rare, "--prediction", "class", "--score", "sure").err())
        .as("a model that says gone from a probability of 0.3 on")
        .contains("observability.score-class=positive and observability.positive-class=gone");
    Path own = Files.writeString(folder.resolve("own.csv"), csv.toString().replace(",0.2", ",0.8"));
    assertThat(profile("--input", own, "--prediction", "class", "--score", "sure").err())
        .doesNotContain("score-class");
  }

  @Test
  void saysWhatThereAreTooFewRowsFor() throws IOException {
    assertThat(profile("--input", people("few.csv", 0, 60), "--prediction", "class").out())
        .contains("positive class: 1, the last of 0, 1; observability.positive-class names another")
        .contains(
            "(correlations) is not watched: with 4 numeric inputs it takes a reference of 600")
        .contains("remark: shares of scripts, language and spelling are not watched: it takes a")
        .contains("reference with 100 texts, and this one keeps 60");
  }

  @Test
  void findsTypesAndTakesRoles() throws IOException {
    CommandLineRun run =
        profile(
            "--input",
            people("train.csv", 0, 500),
            "--ignore",
            "id",
            "--prediction",
            "class",
            "--score",
            "probability",
            "--model",
            "m",
            "--model-version",
            "1.2",
            "--time-ordered");
    assertThat(run.err())
        .contains("hint: whole numbers with few values", "--categorical age,state")
        .contains("hint: no value in the first rows, so taken for categorical: empty");
    assertThat(run.code()).isZero();
    assertThat(run.out())
        .startsWith("500 rows, 7 features: 3 numeric, 2 categorical, 1 boolean, 1 text");
    ReferenceProfile profile = ProfileFile.read(output);
    assertThat(types(profile))
        .isEqualTo(
            Map.of(
                "age", FeatureType.NUMERIC,
                "state", FeatureType.NUMERIC,
                "member", FeatureType.BOOLEAN,
                "remark", FeatureType.TEXT,
                "empty", FeatureType.CATEGORICAL,
                "class", FeatureType.CATEGORICAL,
                "probability", FeatureType.NUMERIC));
    assertThat(profile.schema().feature(5).role()).isEqualTo(FeatureRole.PREDICTION);
    assertThat(profile.schema().feature(6).role()).isEqualTo(FeatureRole.SCORE);
    assertThat(profile.rowCount()).isEqualTo(500);
    assertThat(profile.provenance().sources()).containsExactly("train.csv");
    assertThat(profile.provenance().modelName()).isEqualTo("m");
    assertThat(profile.provenance().modelVersion()).isEqualTo("1.2");
    assertThat(profile.provenance().timeOrdered()).isTrue();
    assertThat(profile.provenance().createdAt()).isEqualTo(CommandLineRun.NOW);
  }

  @Test
  void theUserKnowsBetter() throws IOException {
    CommandLineRun run =
        profile(
            "--input",
            people("train.csv", 0, 100),
            "--categorical",
            "age,state",
            "--numeric",
            "class,empty",
            "--text",
            "id");
    assertThat(run.err())
        .isEqualToIgnoringNewLines(
            "hint: no column is the prediction (--prediction), so what the model says is not"
                + " compared, and labels have nothing to join");
    assertThat(types(ProfileFile.read(output)))
        .containsEntry("age", FeatureType.CATEGORICAL)
        .containsEntry("class", FeatureType.NUMERIC)
        .containsEntry("empty", FeatureType.NUMERIC)
        .containsEntry("id", FeatureType.TEXT);
  }

  @Test
  void severalFilesAreOneAndProfilesMerge() throws IOException {
    Path first = people("a.csv", 0, 300);
    Path second = people("b.csv", 300, 500);
    assertThat(profile("--input", first, "--input", second, "--ignore", "id").code()).isZero();
    ReferenceProfile together = ProfileFile.read(output);
    Path a = folder.resolve("a.json");
    Path b = folder.resolve("b.json");
    CommandLineRun.of("profile", "--input", first, "--output", a, "--ignore", "id");
    CommandLineRun.of("profile", "--input", second, "--output", b, "--ignore", "id");
    assertThat(profile("--input", a, "--input", b).out()).startsWith("500 rows, 7 features");
    ReferenceProfile merged = ProfileFile.read(output);
    assertThat(merged.rowCount()).isEqualTo(together.rowCount()).isEqualTo(500);
    assertThat(merged.provenance().sources()).containsExactly("a.csv", "b.csv");
    assertThat(merged.sample().numbers(merged.schema().series().get(0)))
        .isEqualTo(together.sample().numbers(together.schema().series().get(0)));
    assertThat(profile("--input", a, "--input", first))
        .isEqualTo(
            new CommandLineRun(
                1,
                "",
                "error: profiles and files of rows cannot be mixed; try profile --help\n"
                    .replace("\n", System.lineSeparator())));
  }

  @Test
  void equalFilesGiveEqualProfiles() throws IOException {
    Path file = people("train.csv", 0, 3000);
    profile("--input", file, "--sample-rows", "50");
    byte[] first = Files.readAllBytes(output);
    profile("--input", file, "--sample-rows", "50");
    assertThat(Files.readAllBytes(output)).isEqualTo(first);
    assertThat(ProfileFile.read(output).sample().size()).isEqualTo(50);
  }

  @Test
  void warnsOfWhatIsOfAWrongType() throws IOException {
    StringBuilder csv = new StringBuilder("age,name\n");
    for (int i = 0; i < 200; i++) {
      csv.append(i == 150 || i == 160 ? "old" : "" + i).append(",x\n");
    }
    CommandLineRun run = profile("--input", Files.writeString(folder.resolve("ages.csv"), csv));
    assertThat(run.code()).isZero();
    assertThat(run.err())
        .contains("ages.csv, row 151 (line 152), column age: \"old\" is not a number (and 1 more)");
    assertThat(ProfileFile.read(output).feature(0).wrongType()).isEqualTo(2);
  }

  @Test
  void failsClearly() throws IOException {
    Path file = people("train.csv", 0, 5);
    fails("there is no file", "--input", folder.resolve("nothing.csv"));
    fails("--input F is missing; try profile --help");
    fails("has no column agee; did you mean age?", "--input", file, "--numeric", "agee");
    fails("column age cannot be both", "--input", file, "--numeric", "age", "--categorical", "age");
    fails(
        "b.csv: lacks the columns id, age",
        "--input",
        file,
        "--input",
        Files.writeString(folder.resolve("b.csv"), "state\n1\n"));
    fails("has no rows", "--input", Files.writeString(folder.resolve("c.csv"), "state\n"));
    assertThat(CommandLineRun.of("profile", "--input", file).err())
        .contains("--output P is missing");
  }

  @Test
  void readsJsonLinesWithVectors() throws IOException {
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < 100; i++) {
      lines.append(
          String.format(
              "{\"age\": %d, \"zip\": \"0%d\", \"ok\": %s, \"v\": [%d, 1, 2]}%n",
              i % 50, 2000 + i % 3, i % 2 == 0, i));
    }
    Path file = Files.writeString(folder.resolve("rows.jsonl"), lines);
    assertThat(profile("--input", file).code()).isZero();
    assertThat(types(ProfileFile.read(output)))
        .isEqualTo(
            Map.of(
                "age", FeatureType.NUMERIC,
                "zip", FeatureType.CATEGORICAL,
                "ok", FeatureType.BOOLEAN,
                "v", FeatureType.EMBEDDING));
  }

  @Test
  void leavesOutWhatNeverComesAgainAndSaysSo() throws IOException {
    StringBuilder csv = new StringBuilder(",order,customer_id,seen,zip,region,amount\n");
    for (int i = 0; i < 200; i++) {
      csv.append(
          String.format(
              "%d,%d,%d,2026-03-%02d 10:%02d:00,%05d,%02d,%d%n",
              i,
              7000 + 3 * i,
              (i * 7919) % 100_003,
              1 + i % 28,
              i % 60,
              i * 499,
              i % 20,
              (i * 7919) % 10_007));
    }
    Path file = Files.writeString(folder.resolve("orders.csv"), csv);
    CommandLineRun run = profile("--input", file);
    assertThat(types(ProfileFile.read(output)))
        .isEqualTo(Map.of("region", FeatureType.CATEGORICAL, "amount", FeatureType.NUMERIC));
    assertThat(ProfileFile.read(output).provenance().leftOut())
        .isEqualTo(
            Map.of(
                "order", LeftOut.ROW_NUMBER,
                "customer_id", LeftOut.IDENTIFIER,
                "seen", LeftOut.CLOCK,
                "zip", LeftOut.IDENTIFIER));
    assertThat(run.err())
        .contains("orders.csv: column 1 has no name and is left out, as pandas' index is")
        .contains("order is left out: counts the rows")
        .contains("seen is left out: a clock: dates or times")
        .contains("say --keep order,customer_id,seen,zip")
        .contains("codes with leading zeros are taken for categories, not for numbers: region");
    profile("--input", file, "--keep", "order,zip", "--prediction", "customer_id");
    assertThat(types(ProfileFile.read(output)))
        .containsKeys("order", "zip", "customer_id")
        .doesNotContainKey("seen");
  }

  @Test
  void saysWhatAColumnOfNumbersAndOtherThingsIs() throws IOException {
    StringBuilder csv = new StringBuilder("pulse;price;weight;marked\n");
    for (int i = 0; i < 300; i++) {
      String pulse = i % 12 == 0 ? "n.d." : Integer.toString(60 + i % 30);
      String weight = i % 10 == 0 ? "-" : Integer.toString(i % 90);
      String marked = i % 20 == 0 ? "None" : "0." + i % 7;
      csv.append(String.format("%s;%d,%02d;%s;%s%n", pulse, i % 80, i % 100, weight, marked));
    }
    Path file = Files.writeString(folder.resolve("mixed.csv"), csv);
    CommandLineRun run = profile("--input", file);
    assertThat(run.err())
        .contains("92 % of pulse are numbers, the rest is \"n.d.\"")
        .contains("say --missing n.d.", "--numeric pulse")
        .contains("price looks like numbers such as 0,00; say --decimal ,");
    assertThat(types(ProfileFile.read(output)))
        .containsEntry("weight", FeatureType.NUMERIC)
        .containsEntry("marked", FeatureType.NUMERIC);
    profile("--input", file, "--decimal", ",", "--missing", "n.d.,-,None");
    ReferenceProfile profile = ProfileFile.read(output);
    assertThat(types(profile).values()).containsOnly(FeatureType.NUMERIC);
    assertThat(profile.feature(0).missing()).isEqualTo(25);
    assertThat(profile.feature(2).missing()).isEqualTo(30);
    assertThat(profile.numeric(profile.schema().series().get(1)).maximum()).isEqualTo(79.79);
  }

  @Test
  void helps() {
    assertThat(CommandLineRun.of("--help").out())
        .contains("profile", "check", "replay", "exit code");
    assertThat(CommandLineRun.of("--help").code()).isZero();
    assertThat(CommandLineRun.of().code()).isEqualTo(1);
    assertThat(CommandLineRun.of("profile", "--help").out()).contains("--categorical A,B");
    assertThat(CommandLineRun.of("train").err()).contains("there is no command train");
    assertThat(CommandLineRun.of("profile", "--colour", "red").err())
        .contains("there is no option --colour", "try profile --help");
    assertThat(CommandLineRun.of("--version").out()).isNotBlank();
  }

  private void fails(String message, Object... words) {
    CommandLineRun run = profile(words);
    assertThat(run.code()).isEqualTo(1);
    assertThat(run.err()).contains("error: ", message);
    assertThat(run.out()).isEmpty();
    assertThat(output).doesNotExist();
  }

  private static Map<String, FeatureType> types(ReferenceProfile profile) {
    List<Feature> features = profile.schema().features();
    return features.stream().collect(Collectors.toMap(Feature::name, Feature::type));
  }

  @Test
  void makesTheFolderThatAProfileGoesTo() throws IOException {
    output = folder.resolve("model/observability/reference-profile.json");
    assertThat(profile("--input", people("train.csv", 0, 500)).code()).isZero();
    assertThat(output).isRegularFile();
  }

  @Test
  void saysWhereAnotherProfileWouldStopAModel() throws IOException {
    Files.writeString(
        folder.resolve("serving.properties"), "option.entryPoint=djl_python.xgboost_handler\n");
    CommandLineRun beside = profile("--input", people("train.csv", 0, 500));
    assertThat(beside.err()).contains("move reference.json into the folder `observability`");
    output = folder.resolve("observability/reference-profile.json");
    CommandLineRun apart = profile("--input", people("train.csv", 0, 500));
    assertThat(apart.err()).doesNotContain("XGBoost");
  }
}

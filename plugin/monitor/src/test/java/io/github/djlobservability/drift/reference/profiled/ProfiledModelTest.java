package io.github.djlobservability.drift.reference.profiled;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.djlobservability.drift.ExpectedRunTime;
import io.github.djlobservability.drift.ModelMonitor;
import io.github.djlobservability.drift.MonitorSettings;
import io.github.djlobservability.drift.Status;
import io.github.djlobservability.drift.Verdict;
import io.github.djlobservability.drift.reference.DriftKind;
import io.github.djlobservability.drift.reference.FeatureReference;
import io.github.djlobservability.drift.reference.Item;
import io.github.djlobservability.drift.reference.ModelReference;
import io.github.djlobservability.profile.Feature;
import io.github.djlobservability.profile.FeatureRole;
import io.github.djlobservability.profile.FeatureType;
import io.github.djlobservability.profile.ProfileLimits;
import io.github.djlobservability.profile.Provenance;
import io.github.djlobservability.profile.ReferenceProfile;
import io.github.djlobservability.profile.Row;
import io.github.djlobservability.profile.RowBuilder;
import io.github.djlobservability.profile.Schema;
import io.github.djlobservability.profile.build.ProfileBuilder;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProfiledModelTest {

  private static final long SEED = 31;
  private static final Schema SCHEMA =
      new Schema(
          List.of(
              Feature.input("age", FeatureType.NUMERIC),
              Feature.input("member", FeatureType.BOOLEAN),
              Feature.input("comment", FeatureType.TEXT),
              new Feature("answer", FeatureType.CATEGORICAL, FeatureRole.PREDICTION),
              new Feature("score", FeatureType.NUMERIC, FeatureRole.SCORE),
              new Feature("truth", FeatureType.CATEGORICAL, FeatureRole.TARGET)));

  private final SplittableRandom random = new SplittableRandom(SEED);
  private double last;

  /** Age remembers the one before, by this share. */
  private Row row(double memory, String comment) {
    last = memory * last + random.nextGaussian();
    RowBuilder builder = new RowBuilder(SCHEMA);
    builder.put(0, 40 + 5 * last).put(1, random.nextInt(3) == 0).put(2, comment);
    builder.put(3, random.nextInt(2) == 0 ? "no" : "yes").put(4, random.nextDouble());
    return builder.put(5, "yes").build();
  }

  private ReferenceProfile profile(int rows, double memory, boolean ordered) {
    ProfileBuilder builder = new ProfileBuilder(SCHEMA, ProfileLimits.defaults(), SEED);
    for (int i = 0; i < rows; i++) {
      builder.add(row(memory, "a few words"));
    }
    return builder.build(
        new Provenance(Instant.EPOCH, "test", List.of("here"), null, null, ordered));
  }

  private static ReferenceProfile ofSpeech(int recordings) {
    Schema schema =
        new Schema(
            List.of(
                Feature.input("audio.duration_s", FeatureType.NUMERIC),
                new Feature("said", FeatureType.TEXT, FeatureRole.PREDICTION)));
    ProfileBuilder builder = new ProfileBuilder(schema, ProfileLimits.defaults(), SEED);
    RowBuilder rows = new RowBuilder(schema);
    for (int i = 0; i < recordings; i++) {
      builder.add(rows.put(0, 2 + i % 3).put(1, "four words are here").build());
    }
    return builder.build(new Provenance(Instant.EPOCH, "test", List.of("here"), null, null, false));
  }

  @Test
  void watchesHowManyWordsAreWrittenForASecondOfARecording() {
    ReferenceProfile profile = ofSpeech(200);
    ProfiledModel model = new ProfiledModel(profile);
    List<FeatureReference> features = model.reference().features();
    FeatureReference pace = features.get(features.size() - 1);
    assertThat(pace.name()).isEqualTo("said.words_per_s");
    assertThat(pace.kind()).isEqualTo(DriftKind.PREDICTION);
    assertThat(pace.summary().maximum()).isEqualTo(2);
    Item item = new Item(features.toArray(new FeatureReference[0]));
    model.fill(item.start(1, null), new RowBuilder(profile).put(0, 8).put(1, "two words").build());
    assertThat(item.values[features.size() - 1]).isEqualTo(0.25);
  }

  @Test
  void figuresOfRecordingsImagesAndTextsAreNoColumnsOfTheUsers() {
    Schema schema =
        new Schema(
            List.of(
                Feature.input("clip.level_dbfs", FeatureType.NUMERIC),
                Feature.input("clip.noise_floor_dbfs", FeatureType.NUMERIC),
                Feature.input("image.brightness", FeatureType.NUMERIC),
                Feature.input("image.sharpness_db", FeatureType.NUMERIC),
                Feature.input("note", FeatureType.TEXT),
                Feature.input("screen.brightness", FeatureType.NUMERIC),
                Feature.input("length", FeatureType.NUMERIC)));
    ProfileBuilder builder = new ProfileBuilder(schema, ProfileLimits.defaults(), SEED);
    RowBuilder rows = new RowBuilder(schema);
    for (int i = 0; i < 20; i++) {
      rows.put(4, "four words are here");
      for (int number : new int[] {0, 1, 2, 3, 5, 6}) {
        rows.put(number, i);
      }
      builder.add(rows.build());
    }
    ReferenceProfile profile =
        builder.build(new Provenance(Instant.EPOCH, "test", List.of("here"), null, null, true));
    assertThat(new ProfiledModel(profile).reference().features())
        .filteredOn(feature -> !feature.isFigure())
        .extracting(FeatureReference::name)
        .containsExactly("screen.brightness", "length");
  }

  @Test
  void watchesTheEntropyOfTheTokensOfAPredictionThatHasIt() {
    Schema schema =
        new Schema(
            List.of(
                Feature.input("age", FeatureType.NUMERIC),
                new Feature("said", FeatureType.TEXT, FeatureRole.PREDICTION)));
    ProfileBuilder builder = new ProfileBuilder(schema, ProfileLimits.defaults(), SEED);
    RowBuilder rows = new RowBuilder(schema);
    for (int i = 0; i < 200; i++) {
      builder.add(
          rows.put(0, i).put(1, "four words are here").withTokenEntropy(1, i % 4 / 4.0).build());
    }
    ReferenceProfile profile =
        builder.build(new Provenance(Instant.EPOCH, "test", List.of("here"), null, null, false));
    ProfiledModel model = new ProfiledModel(profile);
    List<FeatureReference> features = model.reference().features();
    int place =
        features.stream().map(FeatureReference::name).toList().indexOf("said.token_entropy");
    assertThat(features.get(place).kind()).isEqualTo(DriftKind.PREDICTION);
    assertThat(features.get(place).summary().mean()).isEqualTo(0.375);
    Item item = new Item(features.toArray(new FeatureReference[0]));
    Row told = new RowBuilder(profile).put(1, "two words").withTokenEntropy(1, 2.5).build();
    model.fill(item.start(1, null), told);
    assertThat(item.values[place]).isEqualTo(2.5);
    model.fill(item.start(2, null), new RowBuilder(profile).put(1, "two words").build());
    assertThat(item.values[place]).isNaN();
  }

  @Test
  void nothingIsMissingWhereAnEmbeddingIsOfASampleAlone() {
    ReferenceProfile profile = sampled(150);
    assertThat(profile.feature(1).rules().required()).isFalse();
    ProfiledModel model = new ProfiledModel(profile);
    List<FeatureReference> features = model.reference().features();
    assertThat(features)
        .extracting(FeatureReference::name)
        .contains("image.sampled_embedding.norm", "image.sampled_embedding.distance");
    Item item = new Item(features.toArray(new FeatureReference[0]));
    model.fill(item.start(1, null), new RowBuilder(profile).put(0, 8).build());
    assertThat(item.faults[1]).isEqualTo(Item.UNTOLD);

    assertThat(new ProfiledModel(sampled(99)).reference().features())
        .as("too few to be a reference")
        .extracting(FeatureReference::name)
        .containsExactly("image.brightness");
  }

  private static ReferenceProfile sampled(int vectors) {
    Schema schema =
        new Schema(
            List.of(
                Feature.input("image.brightness", FeatureType.NUMERIC),
                Feature.input("image.sampled_embedding", FeatureType.EMBEDDING)));
    ProfileBuilder builder = new ProfileBuilder(schema, ProfileLimits.defaults(), SEED);
    RowBuilder rows = new RowBuilder(schema);
    for (int i = 0; i < 300; i++) {
      rows.put(0, i);
      if (i < vectors) {
        rows.put(1, new float[] {i % 7, i % 5, 1});
      } else {
        rows.missing(1);
      }
      builder.add(rows.build());
    }
    return builder.build(new Provenance(Instant.EPOCH, "test", List.of("here"), null, null, false));
  }

  @Test
  void watchesInputsPredictionsAndScoresButNoTargets() {
    ModelReference reference = new ProfiledModel(profile(500, 0, false)).reference();
    assertThat(reference.features())
        .extracting(FeatureReference::name)
        .containsExactly(
            "age",
            "member",
            "comment.length",
            "comment.tokens",
            "comment.out_of_vocabulary",
            "comment.script",
            "answer",
            "score",
            "comment.latin_share",
            "comment.other_script_share",
            "comment.digit_share",
            "comment.punctuation_share",
            "comment.capital_share",
            "comment.cross_entropy",
            "comment.misspelt_share",
            "comment.common_share",
            "comment.personal_share");
    assertThat(reference.features())
        .filteredOn(feature -> feature.kind() == DriftKind.PREDICTION)
        .extracting(FeatureReference::name)
        .containsExactly("answer", "score");
    assertThat(reference.rows()).hasSize(500);
  }

  @ParameterizedTest(name = "profile of {0} rows")
  @ValueSource(ints = {500, 30_000})
  void rowsOfTheSameKindRaiseNoAlarmAndOthersDo(int rows) {
    ProfiledModel model = new ProfiledModel(profile(rows, 0, false));
    ModelMonitor monitor =
        new ModelMonitor(
            model.reference(),
            MonitorSettings.defaults().withExpectedRunTime(ExpectedRunTime.ofItems(1e6)));
    Item item = monitor.newItem();
    for (int i = 0; i < 3_000; i++) {
      model.fill(item.start(i, null), row(0, "a few words"));
      assertThat(monitor.observe(item)).isEmpty();
    }
    boolean found = false;
    for (int i = 0; i < 50; i++) {
      model.fill(item.start(i, null), row(0, "many more words than there ever were"));
      found |=
          monitor.observe(item).stream()
              .anyMatch(
                  verdict ->
                      verdict.feature().equals("comment.length")
                          && verdict.status() == Status.DRIFT);
    }
    assertThat(found).isTrue();
  }

  /**
   * Vectors that were made one long are so up to rounding, which another machine does otherwise.
   */
  @Test
  void whatDiffersByRoundingAloneIsOneValue() {
    Schema schema = new Schema(List.of(Feature.input("norm", FeatureType.NUMERIC)));
    ProfileBuilder builder = new ProfileBuilder(schema, ProfileLimits.defaults(), SEED);
    RowBuilder own = new RowBuilder(schema);
    for (int i = 0; i < 2_000; i++) {
      builder.add(own.put(0, 1 + 1e-7 * random.nextGaussian()).build());
    }
    ReferenceProfile profile =
        builder.build(new Provenance(Instant.EPOCH, "test", List.of("here"), null, null, true));
    ProfiledModel model = new ProfiledModel(profile);
    ModelMonitor monitor =
        new ModelMonitor(
            model.reference(),
            MonitorSettings.defaults().withExpectedRunTime(ExpectedRunTime.ofItems(1e4)));
    Item item = monitor.newItem();
    RowBuilder compared = new RowBuilder(profile);
    for (int i = 0; i < 2_000; i++) {
      model.fill(item.start(i, null), compared.put(0, 1 - 8e-7 - 1e-7 * (i % 3)).build());
      assertThat(monitor.observe(item)).isEmpty();
    }
    List<Verdict> verdicts = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      model.fill(item.start(2_000 + i, null), compared.put(0, 1.001).build());
      verdicts.addAll(monitor.observe(item));
    }
    assertThat(verdicts).anyMatch(verdict -> verdict.status() == Status.DRIFT);
  }

  @Test
  void aPaceOfFewRecordingsIsSaidNotToBeWatched() {
    assertThat(new ProfiledModel(ofSpeech(60)).notWatched())
        .filteredOn(lack -> lack.name().equals("said.words_per_s"))
        .singleElement()
        .extracting(NotWatched::sentence)
        .asString()
        .endsWith(
            "it takes a reference with 100 recordings with what was said, and this one keeps 60");
  }

  /** A sure model: a tenth of its scores are no float but 1. */
  @ParameterizedTest(name = "served as floats: {0}")
  @ValueSource(booleans = {false, true})
  void scoresCloseToOneRaiseNoAlarm(boolean floats) {
    Schema schema =
        new Schema(List.of(new Feature("score", FeatureType.NUMERIC, FeatureRole.SCORE)));
    ProfileBuilder builder = new ProfileBuilder(schema, ProfileLimits.defaults(), SEED);
    RowBuilder own = new RowBuilder(schema);
    for (int i = 0; i < 4_000; i++) {
      builder.add(own.put(0, sureScore()).build());
    }
    ReferenceProfile profile =
        builder.build(new Provenance(Instant.EPOCH, "test", List.of("here"), null, null, false));
    ProfiledModel model = new ProfiledModel(profile);
    RowBuilder compared = new RowBuilder(profile);
    ModelMonitor monitor =
        new ModelMonitor(
            model.reference(),
            MonitorSettings.defaults().withExpectedRunTime(ExpectedRunTime.ofItems(1e6)));
    Item item = monitor.newItem();
    for (int i = 0; i < 3_000; i++) {
      double score = sureScore();
      model.fill(item.start(i, null), compared.put(0, floats ? (float) score : score).build());
      assertThat(monitor.observe(item)).isEmpty();
    }
  }

  private double sureScore() {
    return 1 / (1 + Math.exp(-Math.abs(10 + 6 * random.nextGaussian())));
  }

  @Test
  void aProfileInTimeOrderTellsHowRowsDepend() {
    for (int rows : new int[] {5_000, 40_000}) { // whole, and as a sample of 10,000
      FeatureReference ordered =
          new ProfiledModel(profile(rows, 0.8, true)).reference().features().get(0);
      assertThat(ordered.dependence()).isCloseTo(9, within(4.0));
      FeatureReference unordered =
          new ProfiledModel(profile(rows, 0.8, false)).reference().features().get(0);
      assertThat(unordered.dependence()).isEqualTo(1);
    }
  }

  @Test
  void faultsOfARowReachTheItem() {
    ProfiledModel model = new ProfiledModel(profile(500, 0, false));
    Item item = new Item(model.reference().features().toArray(new FeatureReference[0]));
    Row row = new RowBuilder(SCHEMA).put(0, "forty").put(1, true).put(3, "perhaps").build();
    model.fill(item.start(0, null), row);
    assertThat(item.faults[0]).isEqualTo(Item.WRONG_TYPE);
    assertThat(item.faults[1]).isZero();
    assertThat(item.faults[2]).isEqualTo(Item.MISSING);
    assertThat(item.faults[6]).isEqualTo(Item.UNSEEN);
    assertThat(item.faults[7]).isEqualTo(Item.MISSING);
  }
}

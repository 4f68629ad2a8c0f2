package io.github.djlobservability.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.djlobservability.profile.Feature;
import io.github.djlobservability.profile.FeatureRole;
import io.github.djlobservability.profile.FeatureType;
import io.github.djlobservability.profile.ProfileLimits;
import io.github.djlobservability.profile.Provenance;
import io.github.djlobservability.profile.ReferenceProfile;
import io.github.djlobservability.profile.RowBuilder;
import io.github.djlobservability.profile.Schema;
import io.github.djlobservability.profile.build.ProfileBuilder;
import io.github.djlobservability.quality.measure.ClassList;
import io.github.djlobservability.quality.measure.LabelledItem;
import io.github.djlobservability.quality.measure.QualitySettings;
import io.github.djlobservability.quality.measure.ScoreClass;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A profile that keeps few rows calibrates as one that keeps all. */
class AllRowsCalibrationTest {
  private static final long SEED = 3;
  private static final int ROWS = 2500;
  private static final int PROBES = 200;

  private static QualitySettings settings(ScoreClass of) {
    QualitySettings defaults = QualitySettings.defaults();
    return new QualitySettings(defaults.window(), null, of, List.of(), defaults.monitor());
  }

  private static Schema schema(List<String> scores) {
    List<Feature> features = new ArrayList<>();
    features.add(new Feature("said", FeatureType.CATEGORICAL, FeatureRole.PREDICTION));
    features.add(new Feature("label", FeatureType.CATEGORICAL, FeatureRole.TARGET));
    scores.forEach(name -> features.add(new Feature(name, FeatureType.NUMERIC, FeatureRole.SCORE)));
    return new Schema(features);
  }

  /** Each row says the likeliest class; a single score is of the last class, or of the one said. */
  private static ReferenceProfile profile(
      int keptRows, List<String> classes, List<String> columns, boolean positive) {
    Schema schema = schema(columns);
    ProfileLimits limits = new ProfileLimits(keptRows, 2_000_000, 1024, 1000, 20_000, 10);
    ProfileBuilder builder = new ProfileBuilder(schema, limits, SEED);
    SplittableRandom random = new SplittableRandom(SEED);
    RowBuilder rows = new RowBuilder(schema);
    for (int i = 0; i < ROWS; i++) {
      double[] shares = shares(classes.size(), random);
      int said = largest(shares);
      rows.put(0, classes.get(said)).put(1, classes.get(drawn(shares, random)));
      for (int of = 0; of < columns.size(); of++) {
        int single = positive ? classes.size() - 1 : said;
        rows.put(2 + of, shares[columns.size() == 1 ? single : of]);
      }
      builder.add(rows.build());
    }
    return builder.build(new Provenance(Instant.EPOCH, "1", List.of(), null, null, true));
  }

  private static double[] shares(int classes, SplittableRandom random) {
    double[] shares = new double[classes];
    double sum = 0;
    for (int i = 0; i < classes; i++) {
      shares[i] = -Math.log(1 - random.nextDouble());
      sum += shares[i];
    }
    for (int i = 0; i < classes; i++) {
      shares[i] = Math.round(shares[i] / sum * 1000) / 1000.0;
    }
    return shares;
  }

  private static int largest(double[] shares) {
    int largest = 0;
    for (int i = 1; i < shares.length; i++) {
      largest = shares[i] > shares[largest] ? i : largest;
    }
    return largest;
  }

  /** Draws a class that is likelier than its share says. */
  private static int drawn(double[] shares, SplittableRandom random) {
    double left = random.nextDouble() * 0.8;
    for (int i = 0; i < shares.length; i++) {
      left -= shares[i];
      if (left < 0) {
        return i;
      }
    }
    return 0;
  }

  private static ScoreCalibration calibration(ReferenceProfile profile, QualitySettings settings) {
    ReferenceLabels labels = ReferenceLabels.of(profile, List.of());
    List<String> names = new ArrayList<>();
    for (LabelledItem item : labels.items()) {
      names.add(item.label().toString());
      names.add(item.prediction().toString());
    }
    ClassList classes = ClassList.of(names, settings);
    return Objects.requireNonNull(ScoreCalibration.of(classes, labels.items(), labels.beyond()));
  }

  private static void assertSame(
      List<String> classes, List<String> columns, QualitySettings settings, boolean positive) {
    ScoreCalibration all = calibration(profile(ROWS, classes, columns, positive), settings);
    ScoreCalibration few = calibration(profile(300, classes, columns, positive), settings);
    assertThat(few).hasSameClassAs(all);
    assertThat(few.rows()).isEqualTo(all.rows()).isEqualTo(ROWS);
    assertThat(few.steps()).isEqualTo(all.steps());
    SplittableRandom random = new SplittableRandom(SEED + 1);
    for (int i = 0; i < PROBES; i++) {
      int said = random.nextInt(classes.size());
      double[] scores = new double[all.scores()];
      for (int of = 0; of < scores.length; of++) {
        scores[of] = random.nextDouble();
      }
      double[] wanted = all.expected(said, scores).labels();
      assertThat(few.expected(said, scores).labels()).containsExactly(wanted, within(1e-9));
    }
  }

  @ParameterizedTest
  @EnumSource(ScoreClass.class)
  void ofTwoClassesAndOneScore(ScoreClass of) {
    QualitySettings settings = settings(of);
    assertSame(List.of("0", "1"), List.of("score"), settings, of == ScoreClass.POSITIVE);
  }

  @Test
  void ofTwoClassesAndTheirScores() {
    List<String> columns = List.of("p_0", "p_1");
    assertSame(List.of("0", "1"), columns, settings(ScoreClass.PREDICTED), false);
  }

  @Test
  void ofThreeClasses() {
    List<String> classes = List.of("cat", "dog", "owl");
    QualitySettings settings = settings(ScoreClass.PREDICTED);
    assertSame(classes, List.of("score"), settings, false);
    assertSame(classes, List.of("p_cat", "p_dog", "p_owl"), settings, false);
  }

  @Test
  void rowsThatLackSomeScoresLeaveTheSampleToTell() {
    Schema schema = schema(List.of("p_0", "p_1"));
    ProfileLimits limits = new ProfileLimits(200, 2_000_000, 1024, 1000, 20_000, 10);
    ProfileBuilder builder = new ProfileBuilder(schema, limits, SEED);
    RowBuilder rows = new RowBuilder(schema);
    for (int i = 0; i < 300; i++) {
      builder.add(rows.put(0, "0").put(1, "1").put(2, 0.7).build());
    }
    Provenance from = new Provenance(Instant.EPOCH, "1", List.of(), null, null, true);
    ReferenceProfile profile = builder.build(from);
    assertThat(profile.scoredLabels()).isNull();
    ScoreCalibration calibration = calibration(profile, settings(ScoreClass.PREDICTED));
    assertThat(calibration.rows()).isEqualTo(200);
    assertThat(calibration.expected("0", Map.of("0", 0.7))).isNotNull();
  }
}

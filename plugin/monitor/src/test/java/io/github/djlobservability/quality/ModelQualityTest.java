package io.github.djlobservability.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.djlobservability.drift.Status;
import io.github.djlobservability.drift.Window;
import io.github.djlobservability.profile.Feature;
import io.github.djlobservability.profile.FeatureRole;
import io.github.djlobservability.profile.FeatureType;
import io.github.djlobservability.profile.ProfileLimits;
import io.github.djlobservability.profile.Provenance;
import io.github.djlobservability.profile.ReferenceProfile;
import io.github.djlobservability.profile.RowBuilder;
import io.github.djlobservability.profile.Schema;
import io.github.djlobservability.profile.build.ProfileBuilder;
import io.github.djlobservability.quality.measure.LabelledItem;
import io.github.djlobservability.quality.measure.PredictedItem;
import io.github.djlobservability.quality.measure.QualitySettings;
import io.github.djlobservability.quality.measure.ScoreClass;
import io.github.djlobservability.quality.measure.SegmentQuality;
import io.github.djlobservability.quality.measure.Task;
import io.github.djlobservability.quality.measure.WindowMeasurement;
import io.github.djlobservability.quality.measure.WindowQuality;
import io.github.djlobservability.state.OtherStateException;
import io.github.djlobservability.statistics.Interval;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelQualityTest {

  private static final long SEED = 11;
  private static final int WINDOW = 500;

  @TempDir Path folder;

  private final SplittableRandom random = new SplittableRandom(SEED);
  private long number;

  private static QualitySettings settings(String... segments) {
    QualitySettings defaults = QualitySettings.defaults();
    return new QualitySettings(
        Window.ofItems(WINDOW), null, ScoreClass.PREDICTED, List.of(segments), defaults.monitor());
  }

  /**
   * Returns an item whose score is too sure: the class is 1 with the square of the probability
   * told.
   */
  private LabelledItem item(double mean, @Nullable String segment) {
    double p = Math.min(1, Math.max(0, mean + 0.3 * random.nextGaussian()));
    String label = random.nextDouble() < p * p ? "1" : "0";
    String said = p > 0.5 ? "1" : "0";
    List<@Nullable String> segments = new ArrayList<>();
    segments.add(segment);
    number++;
    Map<String, Double> told = Map.of(said, p > 0.5 ? p : 1 - p);
    return new LabelledItem(
        number, "i" + number, number, number + 9, said, told, label, 1, segments);
  }

  private static PredictedItem predicted(LabelledItem item) {
    return new PredictedItem(
        item.item(), item.predictedAtMillis(), item.prediction(), item.probabilities());
  }

  private ReferenceProfile profile(int rows) {
    Schema schema =
        new Schema(
            List.of(
                new Feature("sex", FeatureType.CATEGORICAL, FeatureRole.INPUT),
                new Feature("class", FeatureType.CATEGORICAL, FeatureRole.PREDICTION),
                new Feature("probability", FeatureType.NUMERIC, FeatureRole.SCORE),
                new Feature("truth", FeatureType.CATEGORICAL, FeatureRole.TARGET)));
    RowBuilder row = new RowBuilder(schema);
    ProfileBuilder builder = new ProfileBuilder(schema, ProfileLimits.defaults(), SEED);
    for (int i = 0; i < rows; i++) {
      LabelledItem item = item(0.5, "a");
      row.put(0, "a");
      row.put(1, item.prediction().toString());
      row.put(2, item.probabilities().values().iterator().next().doubleValue());
      row.put(3, item.label().toString());
      builder.add(row.build());
    }
    return builder.build(new Provenance(Instant.EPOCH, "test", List.of("test"), "m", null, false));
  }

  @Test
  void withoutReferenceLabelsAreMeasured() {
    ModelQuality quality = new ModelQuality(settings("sex"), null);
    List<LabelledItem> items = new ArrayList<>();
    for (int i = 0; i < WINDOW; i++) {
      LabelledItem item = item(0.5, i % 3 == 0 ? null : "s" + i % 40);
      items.add(item);
      WindowQuality window = quality.accept(item, Set.of()).window();
      assertThat(window == null).isEqualTo(i < WINDOW - 1);
    }
    QualityReport report = quality.report();
    assertThat(report.task()).isEqualTo(Task.BINARY);
    assertThat(report.classes()).containsExactly("0", "1");
    assertThat(report.positiveClass()).isEqualTo("1");
    assertThat(report.estimates().calibratedOn()).isZero();
    assertThat(report.concept().reference()).isEqualTo("first labels");
    WindowQuality window = report.windows().get(0);
    double right = items.stream().filter(i -> i.prediction().equals(i.label())).count();
    assertThat(value(window.measures(), "accuracy")).isEqualTo(right / WINDOW);
    assertThat(window.segments())
        .hasSize(WindowMeasurement.MAX_SEGMENTS + 1)
        .anyMatch(segment -> segment.value().equals(WindowMeasurement.OTHER))
        .anyMatch(segment -> segment.value().equals(WindowMeasurement.NONE));
    assertThat(window.segments().stream().mapToLong(SegmentQuality::items).sum()).isEqualTo(WINDOW);
  }

  /** Unsure items get labels more often than others, and are more often wrong. */
  @Test
  void labelsOfUnsureItemsAreNoDriftOfTheConceptWhereTheirWeightsSayHowManyTheyStandFor() {
    ReferenceProfile profile = profile(3_000);
    ModelQuality weighted = new ModelQuality(settings(), profile);
    ModelQuality unweighted = new ModelQuality(settings(), profile);
    int drifts = 0;
    int withoutWeights = 0;
    for (int i = 0; i < 20_000; i++) {
      LabelledItem item = item(0.5, null);
      double expected = unweighted.expectedError(predicted(item));
      double share = Math.sqrt((1 + 80 * expected) / 81);
      if (random.nextDouble() < share) {
        drifts += drifts(weighted.accept(weighing(item, 1 / share), Set.of()));
        withoutWeights += drifts(unweighted.accept(item, Set.of()));
      }
    }
    assertThat(withoutWeights).isPositive();
    assertThat(drifts).isZero();
    assertThat(value(weighted.report().windows().get(0).measures(), "accuracy"))
        .isCloseTo(value(weighted.report().reference(), "accuracy"), within(0.06));
  }

  private static LabelledItem weighing(LabelledItem item, double weight) {
    return new LabelledItem(
        item.item(),
        item.id(),
        item.predictedAtMillis(),
        item.labelledAtMillis(),
        item.prediction(),
        item.probabilities(),
        item.label(),
        weight,
        item.segments());
  }

  private static int drifts(ModelQuality.Accepted accepted) {
    return (int)
        accepted.verdicts().stream().filter(verdict -> verdict.status() == Status.DRIFT).count();
  }

  @Test
  void withoutACalibrationTheScoreTellsHowUnsureAnItemIs() {
    ModelQuality quality = new ModelQuality(settings(), null);
    Map<String, Double> told = Map.of("yes", 0.7, "no", 0.3);
    assertThat(quality.expectedError(new PredictedItem(1, 0, "yes", told)))
        .isCloseTo(0.3, within(1e-12));
    assertThat(quality.expectedError(new PredictedItem(1, 0, "yes", Map.of()))).isNaN();
    assertThat(quality.expectedError(new PredictedItem(1, 0, 3.5, Map.of()))).isNaN();
  }

  @Test
  void aCorrectedLabelOfTheOpenWindowTakesThePlaceOfTheOldOne() {
    ModelQuality quality = new ModelQuality(settings(), null);
    for (int i = 1; i <= WINDOW; i++) {
      String wrong = "0";
      quality.accept(plain(i, wrong), Set.of());
      if (i == 1) {
        quality.accept(plain(i, "1"), Set.of());
      }
    }
    assertThat(quality.report().windows().get(0).items()).isEqualTo(WINDOW);
    assertThat(value(quality.report().windows().get(0).measures(), "accuracy"))
        .isEqualTo(1.0 / WINDOW);
  }

  private static LabelledItem plain(int item, String label) {
    return new LabelledItem(item, null, item, item, "1", Map.of(), label, 1, List.of());
  }

  @Test
  void estimatesAreScoredAgainstLabelsThatComeLater() {
    ModelQuality quality = new ModelQuality(settings(), profile(3_000));
    number = 0;
    List<LabelledItem> items = new ArrayList<>();
    int windows = 10;
    for (int i = 0; i < windows * WINDOW; i++) {
      LabelledItem item = item(0.65, null); // the inputs have moved
      items.add(item);
      quality.predicted(predicted(item));
    }
    assertThat(quality.report().estimates().windows()).hasSize(windows);
    EstimatedQuality before = quality.report().estimates().windows().get(0);
    assertThat(before.labelled()).isZero();
    assertThat(before.real()).isEmpty();
    items.forEach(item -> quality.accept(item, Set.of()));
    List<EstimatedQuality> scored = quality.report().estimates().windows();
    int held = 0;
    for (int i = 0; i < windows; i++) {
      EstimatedQuality window = scored.get(windows - 1 - i);
      List<LabelledItem> own = items.subList(i * WINDOW, (i + 1) * WINDOW);
      double right =
          own.stream().filter(x -> x.prediction().equals(x.label())).count() / (double) WINDOW;
      assertThat(window.labelled()).isEqualTo(WINDOW);
      assertThat(window.real().get("accuracy")).isEqualTo(right);
      Interval estimate = Objects.requireNonNull(window.estimated().get("accuracy"));
      assertThat(window.error().get("accuracy")).isCloseTo(estimate.value() - right, within(1e-15));
      assertThat(Math.abs(window.selectionBias())).isLessThan(1e-12);
      held += right >= estimate.low() && right <= estimate.high() ? 1 : 0;
    }
    assertThat(held).as("bands that hold the truth, seed " + SEED).isGreaterThanOrEqualTo(8);
  }

  @Test
  void labelsOfTheEasyItemsAloneShowABias() {
    ModelQuality quality = new ModelQuality(settings(), profile(3_000));
    number = 0;
    List<LabelledItem> items = new ArrayList<>();
    for (int i = 0; i < WINDOW; i++) {
      LabelledItem item = item(0.5, null);
      items.add(item);
      quality.predicted(predicted(item));
    }
    items.stream()
        .filter(item -> item.probabilities().values().iterator().next() > 0.8)
        .forEach(item -> quality.accept(item, Set.of()));
    EstimatedQuality window = quality.report().estimates().windows().get(0);
    assertThat(window.selectionBias()).isGreaterThan(0.05);
    assertThat(window.estimatedAccuracyOfLabelled())
        .isCloseTo(window.real().get("accuracy"), within(0.08));
  }

  @Test
  void aRegressionIsMeasured() {
    ModelQuality quality = new ModelQuality(settings(), null);
    for (int i = 1; i <= WINDOW; i++) {
      quality.accept(
          new LabelledItem(i, null, i, i, i + 2.0, Map.of(), (double) i, 1, List.of()), Set.of());
    }
    QualityReport report = quality.report();
    assertThat(report.task()).isEqualTo(Task.REGRESSION);
    assertThat(value(report.windows().get(0).measures(), "bias")).isEqualTo(2);
    assertThat(value(report.windows().get(0).measures(), "rmse")).isEqualTo(2);
  }

  /** A few large errors have errors of their own that are larger than the mean. */
  @Test
  void noIntervalReachesBeyondWhatCanBe() {
    ModelQuality classes = new ModelQuality(settings(), null);
    ModelQuality numbers = new ModelQuality(settings(), null);
    for (int i = 1; i <= WINDOW; i++) {
      boolean wrong = i % 200 == 0;
      Map<String, Double> sure = Map.of("0", wrong ? 0.9999 : 0.99);
      classes.accept(
          new LabelledItem(i, null, i, i, "0", sure, wrong ? "1" : "0", 1, List.of()), Set.of());
      double said = i == WINDOW ? 1000.0 : 1.0;
      numbers.accept(new LabelledItem(i, null, i, i, said, Map.of(), 1.0, 1, List.of()), Set.of());
    }
    for (ModelQuality quality : List.of(classes, numbers)) {
      Map<String, Interval> measures = new HashMap<>(quality.report().windows().get(0).measures());
      measures.remove("bias");
      assertThat(measures.values())
          .filteredOn(interval -> !Double.isNaN(interval.low()))
          .hasSizeGreaterThan(2)
          .allMatch(interval -> interval.low() >= 0 && interval.low() <= interval.value())
          .allMatch(interval -> interval.high() >= interval.value());
    }
  }

  @Test
  void aRestoredOneGoesOnAsIfNothingHadHappened() throws IOException {
    ReferenceProfile profile = profile(1_000);
    number = 0;
    List<LabelledItem> items = new ArrayList<>();
    for (int i = 0; i < 4_000; i++) {
      items.add(item(i < 2_000 ? 0.5 : 0.3, i % 2 == 0 ? "a" : "b"));
    }
    for (int saved : new int[] {0, 100, 1_777}) {
      Path file = folder.resolve("quality.state");
      ModelQuality whole = new ModelQuality(settings("sex"), profile);
      feed(whole, items, 0, saved);
      whole.save(file);
      ModelQuality restored = ModelQuality.restore(file, settings("sex"), profile);
      assertThat(restored.report()).isEqualTo(whole.report());
      feed(whole, items, saved, items.size());
      feed(restored, items, saved, items.size());
      assertThat(restored.report()).isEqualTo(whole.report());
      Files.delete(file);
    }
  }

  /** Labels come 700 items late. */
  private static void feed(ModelQuality quality, List<LabelledItem> items, int from, int to) {
    for (int i = from; i < to; i++) {
      quality.predicted(predicted(items.get(i)));
      if (i >= 700) {
        quality.accept(items.get(i - 700), Set.of());
      }
    }
  }

  @Test
  void aStateOfOtherSettingsStays() throws IOException {
    Path file = folder.resolve("quality.state");
    new ModelQuality(settings(), null).save(file);
    assertThatThrownBy(() -> ModelQuality.restore(file, settings("sex"), null))
        .isInstanceOf(OtherStateException.class);
    assertThat(file).exists();
  }

  @Test
  void measuredWindowsOutliveAnotherReferenceAndOtherSettings() throws IOException {
    ReferenceProfile profile = profile(1_000);
    number = 0;
    List<LabelledItem> items = new ArrayList<>();
    for (int i = 0; i < 2_400; i++) {
      items.add(item(0.5, i % 2 == 0 ? "a" : "b"));
    }
    ModelQuality whole = new ModelQuality(settings(), profile);
    feed(whole, items, 0, 2_000);
    Path file = folder.resolve("quality.state");
    whole.save(file);
    QualityReport before = whole.report();
    assertThat(before.windows()).isNotEmpty();
    for (ModelQuality next :
        List.of(new ModelQuality(settings(), null), new ModelQuality(settings("sex"), profile))) {
      next.takeMeasured(file);
      QualityReport after = next.report();
      assertThat(after.windows()).isEqualTo(before.windows());
      assertThat(after.openItems()).isEqualTo(before.openItems());
      assertThat(after.labelledItems()).isEqualTo(before.labelledItems());
      assertThat(after.predictedItems()).isEqualTo(before.predictedItems());
      feed(next, items, 2_000, items.size());
      assertThat(next.report().labelledItems()).isEqualTo(before.labelledItems() + 400);
    }
    assertThat(file).exists();
  }

  @Test
  void windowsOfAnotherKindOfPredictionsAreNotTakenOver() throws IOException {
    ModelQuality numbers = new ModelQuality(settings(), null);
    for (int i = 0; i < 1_200; i++) {
      numbers.accept(
          new LabelledItem(i + 1, null, i, i, 3.0 + i, Map.of(), 1.0 + i, 1, List.of()), Set.of());
    }
    ModelQuality classes = new ModelQuality(settings(), profile(1_000));
    classes.takeMeasured(numbers);
    assertThat(classes.report().windows()).isEmpty();
    assertThat(classes.report().labelledItems()).isZero();
  }

  private static double value(Map<String, Interval> measures, String name) {
    return Objects.requireNonNull(measures.get(name)).value();
  }
}

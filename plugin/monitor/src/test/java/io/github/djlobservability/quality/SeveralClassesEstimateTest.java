package io.github.djlobservability.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.djlobservability.quality.measure.ClassList;
import io.github.djlobservability.quality.measure.ClassifiedItems;
import io.github.djlobservability.quality.measure.LabelledItem;
import io.github.djlobservability.quality.measure.QualitySettings;
import io.github.djlobservability.statistics.Interval;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Estimates of a classifier of three classes that is too sure, class by class. */
class SeveralClassesEstimateTest {

  private static final long SEED = 16;
  private static final List<String> CLASSES = List.of("bird", "cat", "dog");
  private static final int WINDOW = 1_000;

  private final SplittableRandom random = new SplittableRandom(SEED);
  private int number;

  /**
   * Returns an item. Labels are drawn from probabilities; the model tells their squares, of one
   * class too high.
   *
   * @param birds how much more frequent birds are
   */
  private LabelledItem item(double birds) {
    double[] real = new double[CLASSES.size()];
    double[] told = new double[real.length];
    for (int i = 0; i < real.length; i++) {
      real[i] = Math.exp(1.5 * random.nextGaussian() + (i == 0 ? birds : 0));
    }
    double sum = Arrays.stream(real).sum();
    for (int i = 0; i < real.length; i++) {
      real[i] /= sum;
      told[i] = real[i] * real[i] * (i == 2 ? 2 : 1);
    }
    double all = Arrays.stream(told).sum();
    Map<String, Double> probabilities = new LinkedHashMap<>();
    int said = 0;
    for (int i = 0; i < real.length; i++) {
      probabilities.put(CLASSES.get(i), told[i] / all);
      said = told[i] > told[said] ? i : said;
    }
    double draw = random.nextDouble();
    int label = draw < real[0] ? 0 : draw < real[0] + real[1] ? 1 : 2;
    number++;
    return new LabelledItem(
        number,
        null,
        number,
        number,
        CLASSES.get(said),
        probabilities,
        CLASSES.get(label),
        1,
        List.of());
  }

  private List<LabelledItem> items(int count, double birds) {
    return IntStream.range(0, count).mapToObj(i -> item(birds)).toList();
  }

  private static ClassList classes() {
    return ClassList.of(CLASSES, QualitySettings.defaults());
  }

  private static Map<String, Interval> estimate(
      ScoreCalibration calibration, List<LabelledItem> items) {
    ExpectedItems expected = new ExpectedItems(calibration);
    for (LabelledItem item : items) {
      expected.add(
          Objects.requireNonNull(calibration.expected(item.prediction(), item.probabilities())));
    }
    return expected.measures();
  }

  @Test
  void eachClassIsCalibratedAndBandsHoldWhatLabelsShow() {
    ScoreCalibration calibration =
        Objects.requireNonNull(ScoreCalibration.of(classes(), items(5_000, 0)));
    assertThat(calibration).isInstanceOf(ClassCalibration.class);
    int windows = 40;
    Map<String, Integer> held = new LinkedHashMap<>();
    Map<String, Double> errors = new LinkedHashMap<>();
    for (int i = 0; i < windows; i++) {
      List<LabelledItem> window = items(WINDOW, 0.7);
      Map<String, Double> real = new ClassifiedItems(classes(), window).figures();
      estimate(calibration, window)
          .forEach(
              (name, estimate) -> {
                double shown = Objects.requireNonNull(real.get(name));
                boolean inside = estimate.low() <= shown && shown <= estimate.high();
                held.merge(name, inside ? 1 : 0, Integer::sum);
                errors.merge(name, (estimate.value() - shown) / windows, Double::sum);
              });
    }
    assertThat(held).containsOnlyKeys("accuracy", "precision", "recall", "f1", "roc_auc");
    assertThat(held.values()).as("of 40, seed %d: %s", SEED, held).allMatch(n -> n >= 34);
    assertThat(errors.values()).as("mean errors %s", errors).allMatch(e -> Math.abs(e) < 0.02);
  }

  @Test
  void aReferenceThatTellsOneScoreIsCalibratedByThat() {
    List<LabelledItem> reference = new ArrayList<>();
    for (LabelledItem item : items(500, 0)) {
      reference.add(withScoreOfTheClassSaid(item));
    }
    ScoreCalibration calibration =
        Objects.requireNonNull(ScoreCalibration.of(classes(), reference));
    assertThat(calibration).isInstanceOf(SaidCalibration.class);
    assertThat(estimate(calibration, items(100, 0))).doesNotContainKey("roc_auc");
  }

  private static LabelledItem withScoreOfTheClassSaid(LabelledItem item) {
    String said = item.prediction().toString();
    return new LabelledItem(
        item.item(),
        null,
        item.predictedAtMillis(),
        item.labelledAtMillis(),
        said,
        Map.of(said, Objects.requireNonNull(item.probabilities().get(said))),
        item.label(),
        1,
        List.of());
  }

  @Test
  void classesThatAreNotToldShareWhatIsLeft() {
    ScoreCalibration calibration =
        Objects.requireNonNull(ScoreCalibration.of(classes(), items(500, 0)));
    ScoreCalibration.Expected told =
        Objects.requireNonNull(calibration.expected("cat", Map.of("cat", 0.6, "dog", 0.3)));
    assertThat(told.scores()[0]).isCloseTo(0.1, within(1e-12));
    assertThat(told.scores()[1]).isEqualTo(0.6);
  }

  @Test
  void anItemWithOneProbabilityIsLeftOut() {
    ScoreCalibration calibration =
        Objects.requireNonNull(ScoreCalibration.of(classes(), items(500, 0)));
    assertThat(calibration.expected("cat", Map.of("cat", 0.9))).isNull();
    assertThat(calibration.expected("cow", item(0).probabilities())).isNull();
    ScoreCalibration.Expected expected = calibration.expected("cat", item(0).probabilities());
    assertThat(Arrays.stream(Objects.requireNonNull(expected).labels()).sum())
        .isCloseTo(1, within(1e-12));
  }
}

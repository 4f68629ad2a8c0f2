package io.github.djlobservability.quality;

import io.github.djlobservability.profile.score.ScoreCell;
import io.github.djlobservability.profile.score.ScoredLabels;
import io.github.djlobservability.quality.measure.ClassList;
import io.github.djlobservability.quality.measure.LabelledItem;
import io.github.djlobservability.statistics.IsotonicRegression;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Calibrates the probability of each of several classes by itself, against the rest, and divides
 * what comes out by its sum: B. Zadrozny, C. Elkan, <i>Transforming Classifier Scores into Accurate
 * Multiclass Probability Estimates</i>, KDD 2002. Immutable.
 */
final class ClassCalibration implements ScoreCalibration {

  private final ClassList classes;
  private final List<IsotonicRegression> regressions;
  private final int rows;

  /** Where the steps of each class begin, and how many there are in all. */
  private final int[] firstStep;

  private ClassCalibration(ClassList classes, List<IsotonicRegression> regressions, int rows) {
    this.classes = classes;
    this.regressions = regressions;
    this.rows = rows;
    firstStep = new int[regressions.size() + 1];
    for (int of = 0; of < regressions.size(); of++) {
      firstStep[of + 1] = firstStep[of] + regressions.get(of).steps();
    }
  }

  /**
   * Fits the calibration to the reference; null unless there are three classes at least, and all
   * rows of the reference that have a score have several.
   */
  static @Nullable ClassCalibration of(ClassList classes, List<LabelledItem> reference) {
    List<double[]> told = new ArrayList<>();
    List<Integer> labels = new ArrayList<>();
    for (LabelledItem item : reference) {
      double[] all = probabilities(classes, item.probabilities());
      if (all != null) {
        told.add(all);
        labels.add(classes.index(item.label()));
      } else if (!Double.isNaN(classes.confidence(item.prediction(), item.probabilities()))) {
        return null;
      }
    }
    return classes.size() < 3 || told.size() < MIN_ROWS ? null : fitted(classes, told, labels);
  }

  /** Fits the calibration to all rows; null if the model tells no score of a class. */
  static @Nullable ClassCalibration of(ClassList classes, ScoredLabels all) {
    List<IsotonicRegression> regressions = new ArrayList<>();
    for (String name : classes.names()) {
      List<ScoreCell> cells = all.each().get(all.classes().indexOf(name));
      if (cells.isEmpty()) {
        return null;
      }
      regressions.add(ScoreCalibration.regression(cells));
    }
    return new ClassCalibration(classes, List.copyOf(regressions), (int) all.rows());
  }

  private static ClassCalibration fitted(
      ClassList classes, List<double[]> told, List<Integer> labels) {
    List<IsotonicRegression> regressions = new ArrayList<>();
    for (int of = 0; of < classes.size(); of++) {
      double[] scores = new double[told.size()];
      double[] right = new double[told.size()];
      for (int i = 0; i < scores.length; i++) {
        scores[i] = told.get(i)[of];
        right[i] = labels.get(i) == of ? 1 : 0;
      }
      regressions.add(new IsotonicRegression(scores, right));
    }
    return new ClassCalibration(classes, List.copyOf(regressions), told.size());
  }

  /**
   * Returns the probabilities of all classes; null if the model tells those of fewer than two. The
   * classes that it does not tell, as those beyond its five best, share what is left of 1.
   */
  private static double @Nullable [] probabilities(ClassList classes, Map<String, Double> told) {
    double[] all = new double[classes.size()];
    double left = 1;
    int known = 0;
    for (int of = 0; of < all.length; of++) {
      all[of] = told.getOrDefault(classes.name(of), Double.NaN);
      if (!Double.isNaN(all[of])) {
        left -= all[of];
        known++;
      }
    }
    if (known < 2) {
      return null;
    }
    for (int of = 0; of < all.length; of++) {
      if (Double.isNaN(all[of])) {
        all[of] = Math.max(0, left) / (all.length - known);
      }
    }
    return all;
  }

  @Override
  public @Nullable Expected expected(Object prediction, Map<String, Double> told) {
    int said = classes.indexOrNone(prediction);
    double[] all = said < 0 ? null : probabilities(classes, told);
    return all == null ? null : expected(said, all);
  }

  @Override
  public Expected expected(int said, double[] scores) {
    double[] labels = new double[scores.length];
    double sum = 0;
    for (int of = 0; of < labels.length; of++) {
      labels[of] = regressions.get(of).at(scores[of]);
      sum += labels[of];
    }
    for (int of = 0; of < labels.length; of++) {
      labels[of] = sum > 0 ? labels[of] / sum : 1.0 / labels.length;
    }
    return new Expected(said, scores, labels);
  }

  @Override
  public double rank(Expected item, int of) {
    return item.scores()[of];
  }

  /** Takes into account that all classes lose, with the division by the sum, what one gains. */
  @Override
  public void addSlopes(Expected item, double[] slopes, double[] bySteps) {
    double sum = 0;
    double mean = 0;
    for (int of = 0; of < slopes.length; of++) {
      sum += regressions.get(of).at(item.scores()[of]);
      mean += item.labels()[of] * slopes[of];
    }
    if (sum > 0) {
      for (int of = 0; of < slopes.length; of++) {
        int step = firstStep[of] + regressions.get(of).step(item.scores()[of]);
        bySteps[step] += (slopes[of] - mean) / sum;
      }
    }
  }

  @Override
  public ClassList classes() {
    return classes;
  }

  @Override
  public int rows() {
    return rows;
  }

  @Override
  public int scores() {
    return classes.size();
  }

  @Override
  public int steps() {
    return firstStep[regressions.size()];
  }

  @Override
  public double variance(int step) {
    int of = 0;
    while (step >= firstStep[of + 1]) {
      of++;
    }
    return regressions.get(of).variance(step - firstStep[of]);
  }
}

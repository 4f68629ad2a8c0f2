package io.github.djlobservability.quality;

import io.github.djlobservability.profile.score.ScoreCell;
import io.github.djlobservability.profile.score.ScoredLabels;
import io.github.djlobservability.quality.measure.ClassList;
import io.github.djlobservability.quality.measure.LabelledItem;
import io.github.djlobservability.statistics.IsotonicRegression;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Tells how probable each label is, given what the model said of its classes, by isotonic
 * regressions on the reference's rows. Immutable.
 */
interface ScoreCalibration {

  /** Fewer scored and labelled rows calibrate nothing. */
  int MIN_ROWS = 100;

  /**
   * Fits the calibration to all rows of the reference where their counts are known, else to those
   * that are kept; null if too few have a score.
   */
  static @Nullable ScoreCalibration of(
      ClassList classes, List<LabelledItem> kept, @Nullable ScoredLabels all) {
    ScoreCalibration fitted = all == null ? null : of(classes, all);
    return fitted == null ? of(classes, kept) : fitted;
  }

  private static @Nullable ScoreCalibration of(ClassList classes, ScoredLabels all) {
    if (all.rows() < MIN_ROWS || !all.classes().containsAll(classes.names())) {
      return null;
    }
    return classes.size() < 3 || all.each().isEmpty()
        ? SaidCalibration.of(classes, all)
        : ClassCalibration.of(classes, all);
  }

  /** Fits the calibration to rows of the reference; null if too few have a score. */
  static @Nullable ScoreCalibration of(ClassList classes, List<LabelledItem> reference) {
    ScoreCalibration byClass = ClassCalibration.of(classes, reference);
    return byClass == null ? SaidCalibration.of(classes, reference) : byClass;
  }

  /** Fits the probability of being right to cells of scores, at least one. */
  static IsotonicRegression regression(List<ScoreCell> cells) {
    return new IsotonicRegression(
        cells.stream().mapToDouble(ScoreCell::low).toArray(),
        cells.stream().mapToDouble(ScoreCell::high).toArray(),
        cells.stream().mapToDouble(cell -> (double) cell.right() / cell.rows()).toArray(),
        cells.stream().mapToDouble(ScoreCell::rows).toArray());
  }

  ClassList classes();

  /** Rows of the reference that it is from. */
  int rows();

  /** Returns how many scores are kept of an item. */
  int scores();

  /**
   * Returns the expected outcome of an item; null without the scores that are needed, or for a
   * class the reference lacks.
   */
  @Nullable Expected expected(Object prediction, Map<String, Double> told);

  /** Returns the expected outcome of an item by what was kept of it. */
  Expected expected(int said, double[] scores);

  /** Returns the score that ranks items by a class; NaN where the model does not tell it. */
  double rank(Expected item, int of);

  /**
   * Adds to each step of the regressions by how much a measure grows with it.
   *
   * @param slopes by how much the measure grows with the probability of each label of the item
   */
  void addSlopes(Expected item, double[] slopes, double[] bySteps);

  /** Returns the number of steps of all regressions. */
  int steps();

  /** Returns the variance of a step. */
  double variance(int step);

  /**
   * Holds the expected outcome of an item.
   *
   * @param prediction the place of the class that was said
   * @param scores what was calibrated
   * @param labels the probability of each label
   */
  @SuppressWarnings("ArrayRecordComponent") // compared by nobody
  record Expected(int prediction, double[] scores, double[] labels) {

    /** Returns the probability that the prediction is right. */
    double right() {
      return labels[prediction];
    }
  }
}

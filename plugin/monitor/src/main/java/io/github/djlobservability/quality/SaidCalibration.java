package io.github.djlobservability.quality;

import io.github.djlobservability.profile.score.ScoreCell;
import io.github.djlobservability.profile.score.ScoredLabels;
import io.github.djlobservability.quality.measure.ClassList;
import io.github.djlobservability.quality.measure.LabelledItem;
import io.github.djlobservability.statistics.IsotonicRegression;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Calibrates one score: of two classes the probability of the positive one; of more the probability
 * that the class that was said is right, errors being spread over the other classes as in the
 * reference. Immutable.
 */
final class SaidCalibration implements ScoreCalibration {

  private final ClassList classes;
  private final IsotonicRegression regression;
  private final int rows;

  /** How labels are spread when the model is wrong: by prediction, each adding up to 1. */
  private final double[][] elsewhere;

  private SaidCalibration(
      ClassList classes, IsotonicRegression regression, int rows, double[][] elsewhere) {
    this.classes = classes;
    this.regression = regression;
    this.rows = rows;
    this.elsewhere = elsewhere;
  }

  static @Nullable SaidCalibration of(ClassList classes, List<LabelledItem> reference) {
    List<LabelledItem> scored =
        reference.stream()
            .filter(
                item -> !Double.isNaN(classes.confidence(item.prediction(), item.probabilities())))
            .toList();
    if (scored.size() < MIN_ROWS || classes.size() < 2) {
      return null;
    }
    double[] scores = new double[scored.size()];
    double[] right = new double[scored.size()];
    for (int i = 0; i < scores.length; i++) {
      LabelledItem item = scored.get(i);
      int wanted = classes.positive() >= 0 ? classes.positive() : classes.index(item.prediction());
      scores[i] = score(classes, item.prediction(), item.probabilities());
      right[i] = classes.index(item.label()) == wanted ? 1 : 0;
    }
    return new SaidCalibration(
        classes, new IsotonicRegression(scores, right), scores.length, elsewhere(classes, scored));
  }

  /** Fits the calibration to all rows. */
  static SaidCalibration of(ClassList classes, ScoredLabels all) {
    int size = classes.size();
    int[] places = all.classes().stream().mapToInt(classes::index).toArray();
    double[][] counts = new double[size][size];
    List<ScoreCell> cells = new ArrayList<>();
    for (int of = 0; of < places.length; of++) {
      for (int label = 0; label < places.length; label++) {
        counts[places[of]][places[label]] += all.confusion()[of][label];
      }
      boolean other = classes.positive() >= 0 && places[of] != classes.positive();
      boolean told = all.each().isEmpty() && classes.isScoreOfPositive();
      for (ScoreCell cell : all.said().get(of)) {
        ScoreCell own = other ? cell.wrong() : cell;
        cells.add(other && !told ? own.mirrored() : own);
      }
    }
    return new SaidCalibration(
        classes,
        ScoreCalibration.regression(ScoreCell.joined(cells)),
        (int) all.rows(),
        spread(counts));
  }

  private static double[][] elsewhere(ClassList classes, List<LabelledItem> scored) {
    double[][] counts = new double[classes.size()][classes.size()];
    scored.forEach(i -> counts[classes.index(i.prediction())][classes.index(i.label())]++);
    return spread(counts);
  }

  /** Returns one more error spread over all cells, so that none is impossible. */
  private static double[][] spread(double[][] counts) {
    int size = counts.length;
    double[][] shares = new double[size][size];
    for (int prediction = 0; prediction < size; prediction++) {
      for (int label = 0; label < size; label++) {
        shares[prediction][label] = counts[prediction][label] + 1.0 / size;
      }
    }
    for (int prediction = 0; prediction < size; prediction++) {
      shares[prediction][prediction] = 0;
      double sum = Arrays.stream(shares[prediction]).sum();
      for (int label = 0; label < size; label++) {
        shares[prediction][label] /= sum;
      }
    }
    return shares;
  }

  /**
   * Returns the score that is calibrated: the probability of the positive class, or of the class
   * that was said.
   */
  private static double score(ClassList classes, Object prediction, Map<String, Double> told) {
    double confidence = classes.confidence(prediction, told);
    int positive = classes.positive();
    return positive < 0 || classes.index(prediction) == positive ? confidence : 1 - confidence;
  }

  @Override
  public @Nullable Expected expected(Object prediction, Map<String, Double> told) {
    int said = classes.indexOrNone(prediction);
    if (said < 0) {
      return null;
    }
    double score = score(classes, prediction, told);
    return Double.isNaN(score) ? null : expected(said, new double[] {score});
  }

  @Override
  public Expected expected(int said, double[] scores) {
    double calibrated = regression.at(scores[0]);
    double right = isOther(said) ? 1 - calibrated : calibrated;
    double[] labels = new double[classes.size()];
    for (int label = 0; label < labels.length; label++) {
      labels[label] = label == said ? right : (1 - right) * elsewhere[said][label];
    }
    return new Expected(said, scores, labels);
  }

  /** Returns whether the score of an item is that of the class that it was not said to be. */
  private boolean isOther(int said) {
    return classes.positive() >= 0 && said != classes.positive();
  }

  @Override
  public double rank(Expected item, int of) {
    return of == classes.positive() ? item.scores()[0] : Double.NaN;
  }

  @Override
  public void addSlopes(Expected item, double[] slopes, double[] bySteps) {
    int said = item.prediction();
    double slope = slopes[said];
    for (int label = 0; label < slopes.length; label++) {
      slope -= elsewhere[said][label] * slopes[label];
    }
    bySteps[regression.step(item.scores()[0])] += isOther(said) ? -slope : slope;
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
    return 1;
  }

  @Override
  public int steps() {
    return regression.steps();
  }

  @Override
  public double variance(int step) {
    return regression.variance(step);
  }
}

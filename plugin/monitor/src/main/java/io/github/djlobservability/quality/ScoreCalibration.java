package io.github.djlobservability.quality;

import io.github.djlobservability.statistics.IsotonicRegression;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How probable it is that the model is right, given its score: an isotonic regression on the
 * reference's rows. Of two classes the probability of the positive one is calibrated; of more the
 * probability that the class it said is right. Immutable.
 */
final class ScoreCalibration {

  /** Fewer scored and labelled rows calibrate nothing. */
  static final int MIN_ROWS = 100;

  private final ClassList classes;
  private final IsotonicRegression regression;
  private final int rows;

  /** How labels are spread when the model is wrong: by prediction, each adding up to 1. */
  private final double[][] elsewhere;

  private ScoreCalibration(
      ClassList classes, IsotonicRegression regression, int rows, double[][] els) {
    this.classes = classes;
    this.regression = regression;
    this.rows = rows;
    this.elsewhere = els;
  }

  /** Fits the calibration to the reference; null if it has too few rows with a score. */
  static @Nullable ScoreCalibration of(ClassList classes, List<LabelledItem> reference) {
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
    return new ScoreCalibration(
        classes, new IsotonicRegression(scores, right), scores.length, elsewhere(classes, scored));
  }

  /** Returns one more error spread over all cells, so that none is impossible. */
  private static double[][] elsewhere(ClassList classes, List<LabelledItem> scored) {
    int size = classes.size();
    double[][] shares = new double[size][size];
    for (double[] row : shares) {
      Arrays.fill(row, 1.0 / size);
    }
    scored.forEach(i -> shares[classes.index(i.prediction())][classes.index(i.label())]++);
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

  /**
   * Returns the expected outcome of an item; null without a score, or for a class the reference
   * lacks.
   */
  @Nullable Expected expected(Object prediction, Map<String, Double> told) {
    int said = classes.indexOrNone(prediction);
    if (said < 0) {
      return null;
    }
    double score = score(classes, prediction, told);
    if (Double.isNaN(score)) {
      return null;
    }
    double calibrated = regression.at(score);
    boolean other = classes.positive() >= 0 && said != classes.positive();
    return new Expected(said, other ? 1 - calibrated : calibrated, score, regression.step(score));
  }

  /**
   * Holds the expected outcome of an item.
   *
   * @param prediction the place of the class that was said
   * @param right the probability that it is right
   * @param score what was calibrated
   * @param step of the regression
   */
  record Expected(int prediction, double right, double score, int step) {}

  ClassList classes() {
    return classes;
  }

  IsotonicRegression regression() {
    return regression;
  }

  /** Rows of the reference that it is from. */
  int rows() {
    return rows;
  }

  /** Returns the probability of a label, given that the model said another class and is wrong. */
  double elsewhere(int prediction, int label) {
    return elsewhere[prediction][label];
  }
}

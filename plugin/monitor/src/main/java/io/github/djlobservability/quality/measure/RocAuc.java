package io.github.djlobservability.quality.measure;

import java.util.Arrays;
import java.util.Comparator;

/**
 * The area under the ROC curve: the probability that an item of the class has a higher score than
 * one that is not, equal scores counting half. And how much each item contributes, which gives its
 * variance.
 *
 * <p>E. R. DeLong, D. M. DeLong and D. L. Clarke-Pearson, <i>Comparing the Areas under Two or More
 * Correlated Receiver Operating Characteristic Curves</i>, Biometrics 44, 1988. Time: {@code O(n
 * log n)}.
 */
public final class RocAuc {

  private final double[] positive;
  private final double[] negative;
  private final double positives;
  private final double negatives;

  /** The share of others that each item's score is above. */
  private final double[] aboveOthers;

  /** The share of the class that each item's score is below. */
  private final double[] belowClass;

  private final double area;

  /**
   * Computes the area for items that each are of the class with some weight and of another with
   * some weight.
   *
   * @param scores higher for the class
   * @param positive weight as an item of the class
   * @param negative weight as another item
   */
  public RocAuc(double[] scores, double[] positive, double[] negative) {
    this.positive = positive;
    this.negative = negative;
    positives = Arrays.stream(positive).sum();
    negatives = Arrays.stream(negative).sum();
    aboveOthers = new double[scores.length];
    belowClass = new double[scores.length];
    place(scores);
    double sum = 0;
    for (int i = 0; i < scores.length; i++) {
      sum += positive[i] * aboveOthers[i];
    }
    area = positives > 0 && negatives > 0 ? sum / positives : Double.NaN;
  }

  /** Computes the area for items that are known to be of the class or not. */
  static RocAuc of(double[] scores, boolean[] isOfClass, double[] weights) {
    double[] positive = new double[scores.length];
    double[] negative = new double[scores.length];
    for (int i = 0; i < scores.length; i++) {
      positive[i] = isOfClass[i] ? weights[i] : 0;
      negative[i] = isOfClass[i] ? 0 : weights[i];
    }
    return new RocAuc(scores, positive, negative);
  }

  private void place(double[] scores) {
    Integer[] order = new Integer[scores.length];
    Arrays.setAll(order, i -> i);
    Arrays.sort(order, Comparator.comparingDouble(i -> scores[i]));
    double positivesBelow = 0;
    double negativesBelow = 0;
    int from = 0;
    while (from < order.length) {
      int to = from;
      double tiedPositive = 0;
      double tiedNegative = 0;
      while (to < order.length && scores[order[to]] == scores[order[from]]) {
        tiedPositive += positive[order[to]];
        tiedNegative += negative[order[to]];
        to++;
      }
      for (int i = from; i < to; i++) {
        aboveOthers[order[i]] = (negativesBelow + tiedNegative / 2) / negatives;
        belowClass[order[i]] = (positives - positivesBelow - tiedPositive / 2) / positives;
      }
      positivesBelow += tiedPositive;
      negativesBelow += tiedNegative;
      from = to;
    }
  }

  /** NaN if there are no items of the class, or no others. */
  public double area() {
    return area;
  }

  /** By how much the area grows as an item becomes one of the class rather than another. */
  public double slope(int item) {
    return (aboveOthers[item] - area) / positives - (belowClass[item] - area) / negatives;
  }

  /**
   * By how much each item, as it is, pulls the area up or down; the sum of the squares is DeLong's
   * variance.
   */
  double[] pulls() {
    double factorOfClass = smallSample(positive);
    double factorOfOthers = smallSample(negative);
    double[] pulls = new double[positive.length];
    for (int i = 0; i < pulls.length; i++) {
      pulls[i] =
          positive[i] > 0
              ? factorOfClass * positive[i] * (aboveOthers[i] - area) / positives
              : factorOfOthers * negative[i] * (belowClass[i] - area) / negatives;
    }
    return pulls;
  }

  private static double smallSample(double[] weights) {
    double n = Arrays.stream(weights).filter(weight -> weight > 0).count();
    return Math.sqrt(n / (n - 1));
  }
}

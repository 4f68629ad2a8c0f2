package io.github.djlobservability.quality.measure;

import io.github.djlobservability.statistics.SortedSearch;
import java.util.Arrays;

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

  /** Sorts bare numbers: an order of objects would be compiled anew for each kind of order. */
  private void place(double[] scores) {
    double[] sorted = scores.clone();
    Arrays.sort(sorted);
    double[] positiveAt = new double[scores.length];
    double[] negativeAt = new double[scores.length];
    int[] places = new int[scores.length];
    for (int i = 0; i < scores.length; i++) {
      places[i] = SortedSearch.below(sorted, scores[i]);
      positiveAt[places[i]] += positive[i];
      negativeAt[places[i]] += negative[i];
    }
    double[] negativesBelow = midSums(negativeAt);
    double[] positivesBelow = midSums(positiveAt);
    for (int i = 0; i < scores.length; i++) {
      aboveOthers[i] = negativesBelow[places[i]] / negatives;
      belowClass[i] = (positives - positivesBelow[places[i]]) / positives;
    }
  }

  /** Returns the sum of what is before each place and half of what is there. */
  private static double[] midSums(double[] weights) {
    double[] sums = new double[weights.length];
    double before = 0;
    for (int i = 0; i < weights.length; i++) {
      sums[i] = before + weights[i] / 2;
      before += weights[i];
    }
    return sums;
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

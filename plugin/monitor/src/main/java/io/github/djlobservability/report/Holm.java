package io.github.djlobservability.report;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Adjusts p-values so that the probability of any false alarm among them is what it is for one: the
 * smallest times their number, the next times one fewer, and so on, never falling.
 *
 * <p>S. Holm, <i>A Simple Sequentially Rejective Multiple Test Procedure</i>, Scandinavian Journal
 * of Statistics 6, 1979.
 */
final class Holm {

  private Holm() {}

  /** Returns the adjusted p-values, in the order given; NaN stays NaN and does not count. */
  static double[] adjust(double... pValues) {
    double[] weights = new double[pValues.length];
    Arrays.fill(weights, 1);
    return adjust(pValues, weights);
  }

  /**
   * Returns them of tests that share the level by weights, each above 0: p-values over weights are
   * sorted, and each is multiplied by the weights that are left.
   */
  static double[] adjust(double[] pValues, double[] weights) {
    double[] adjusted = pValues.clone();
    List<Integer> order =
        IntStream.range(0, pValues.length)
            .filter(i -> !Double.isNaN(pValues[i]))
            .boxed()
            .sorted(Comparator.comparingDouble(i -> pValues[i] / weights[i]))
            .toList();
    double least = 0;
    double left = order.stream().mapToDouble(i -> weights[i]).sum();
    for (int index : order) {
      least = Math.max(least, Math.min(1, left / weights[index] * pValues[index]));
      adjusted[index] = least;
      left -= weights[index];
    }
    return adjusted;
  }
}

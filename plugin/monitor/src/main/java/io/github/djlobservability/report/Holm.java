package io.github.djlobservability.report;

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
    double[] adjusted = pValues.clone();
    List<Integer> order =
        IntStream.range(0, pValues.length)
            .filter(i -> !Double.isNaN(pValues[i]))
            .boxed()
            .sorted(Comparator.comparingDouble(i -> pValues[i]))
            .toList();
    double least = 0;
    for (int rank = 0; rank < order.size(); rank++) {
      int index = order.get(rank);
      least = Math.max(least, Math.min(1, (order.size() - rank) * pValues[index]));
      adjusted[index] = least;
    }
    return adjusted;
  }
}

package io.github.djlobservability.drift.reference;

import io.github.djlobservability.statistics.SortedSearch;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.jspecify.annotations.Nullable;

/**
 * How much neighbours in time depend on one another: how many items are worth one independent item.
 *
 * <p>Sums over blocks of B consecutive rows vary {@code 1 + (B - 1) r} times as much as those of
 * independent rows, r being the mean correlation of two rows of a block. Of blocks of 2, 4, 8, ...
 * rows in which that is more than noise, the factor is that of those for which it is surely the
 * largest, by a standard error, and a standard error more: too small a factor costs false alarms,
 * too large a one next to nothing. It is of the normal scores or of their squares, whichever
 * depends more. A daily cycle shows in blocks of half a day and more, a weekly one in blocks of
 * days, if the reference holds some tens of them.
 *
 * <p>Where that is the longest length that gives enough blocks, the memory reaches further than
 * blocks tell, as in a short reference it soon does. Then correlations of parts of such a block are
 * added up as long as pairs of them are above 0: C. J. Geyer, <i>Practical Markov Chain Monte
 * Carlo</i>, Statistical Science 7, 1992; with a standard error more (N. Madras and A. D. Sokal,
 * Journal of Statistical Physics 50, 1988), which is large where few rows are independent.
 *
 * <p>Numbers that remember only the one before them need no blocks, see {@link Autoregression}.
 *
 * <p>Rows may be a sample: pairs are weighed by what a block holds of them.
 */
public final class Dependence {

  /** Blocks that a length must give, so that their variance is known to about a third. */
  private static final int MIN_BLOCKS = 20;

  private static final double NOISE = 3;

  /** Parts of the longest block whose correlations are added up. */
  private static final int PARTS = 8;

  private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);

  private Dependence() {}

  /** Positions of rows that follow each other. */
  public static long[] consecutive(int rows) {
    long[] positions = new long[rows];
    Arrays.setAll(positions, i -> i);
    return positions;
  }

  /**
   * Computes the dependence of numbers; NaN if it can't be told.
   *
   * @param positions the row of each, ascending
   */
  public static double ofNumbers(double[] values, long[] positions) {
    double[] scores = normalScores(values);
    double[] squares = Arrays.stream(scores).map(z -> z * z).toArray();
    return Math.max(ofScores(scores, positions), ofScores(squares, positions));
  }

  /** Computes the dependence of categories; null if it can't be told. */
  static double ofCategories(
      List<? extends @Nullable String> values, CategoryCells cells, long[] positions) {
    double[] found = new double[values.size()];
    for (int i = 0; i < found.length; i++) {
      String value = values.get(i);
      Integer cell = value == null ? null : cells.cell(value);
      found[i] = value == null ? Double.NaN : cell == null ? cells.otherCell() : cell;
    }
    return ofCells(found, cells.size(), positions);
  }

  /** Computes the dependence of what some items have and others don't, such as no value. */
  static double of(IntPredicate which, long[] positions) {
    double[] scores = new double[positions.length];
    Arrays.setAll(scores, i -> which.test(i) ? 1 : 0);
    return scores.length == 0 ? 1 : factor(scores, positions);
  }

  /** Computes the dependence of indexes of categories; NaN if it can't be told. */
  public static double ofCells(double[] values, int cells, long[] positions) {
    double largest = 1;
    double[] scores = new double[values.length];
    for (int cell = 0; cell < cells; cell++) {
      for (int i = 0; i < scores.length; i++) {
        scores[i] = Double.isNaN(values[i]) ? Double.NaN : values[i] == cell ? 1 : 0;
      }
      largest = Math.max(largest, factor(scores, positions));
    }
    return largest;
  }

  /** Where neighbours tell all that is remembered, what is left of them is looked at in blocks. */
  private static double ofScores(double[] scores, long[] positions) {
    double inBlocks = factor(scores, positions);
    boolean consecutive =
        positions.length > 2 && positions[positions.length - 1] + 1 == scores.length;
    if (inBlocks == 1 || !consecutive) {
      return inBlocks;
    }
    Autoregression memory = new Autoregression(scores, mean(scores));
    return memory.suits()
        ? Math.min(scores.length / 2.0, memory.factor() * factor(memory.rest(), positions))
        : inBlocks;
  }

  private static double mean(double[] scores) {
    return Arrays.stream(scores).filter(x -> !Double.isNaN(x)).average().orElse(0);
  }

  private static double[] normalScores(double[] values) {
    double[] sorted = Arrays.stream(values).filter(x -> !Double.isNaN(x)).sorted().toArray();
    double[] scores = new double[values.length];
    for (int i = 0; i < values.length; i++) {
      double rank =
          (SortedSearch.below(sorted, values[i]) + SortedSearch.upTo(sorted, values[i])) / 2.0;
      scores[i] =
          Double.isNaN(values[i])
              ? Double.NaN
              : NORMAL.inverseCumulativeProbability((rank + 0.5) / (sorted.length + 1.0));
    }
    return scores;
  }

  private static double factor(double[] scores, long[] positions) {
    double mean = mean(scores);
    double variance =
        Arrays.stream(scores)
            .filter(x -> !Double.isNaN(x))
            .map(x -> (x - mean) * (x - mean))
            .average()
            .orElse(0);
    if (!(variance > 1e-12)) {
      return 1; // a constant has no memory
    }
    double factor = 1;
    double sure = 1;
    long rows = positions[positions.length - 1] + 1;
    boolean further = false;
    long length = 2;
    for (; length * MIN_BLOCKS <= rows; length *= 2) {
      double inBlocks = 1 + (length - 1) * correlation(scores, positions, mean, variance, length);
      double error = Math.sqrt(2.0 * length / rows) * Math.max(1, (double) rows / scores.length);
      further = inBlocks - 1 > NOISE * error && inBlocks * (1 - error) > sure;
      if (further) {
        sure = inBlocks * (1 - error);
        factor = inBlocks * (1 + error);
      }
    }
    return further && rows == scores.length
        ? Math.max(factor, ofParts(scores, mean, variance, (int) Math.max(1, length / 2 / PARTS)))
        : factor;
  }

  /** Adds up the correlations of parts of some rows, which follow each other. */
  private static double ofParts(double[] scores, double mean, double variance, int size) {
    double[] parts = new double[scores.length / size];
    double squares = 0;
    for (int part = 0; part < parts.length; part++) {
      for (int i = part * size; i < (part + 1) * size; i++) {
        parts[part] += Double.isNaN(scores[i]) ? 0 : (scores[i] - mean) / size;
      }
      squares += parts[part] * parts[part] / parts.length;
    }
    double total = -1;
    double before = Double.POSITIVE_INFINITY;
    int lag = 0;
    for (; lag + 1 < parts.length / 2; lag += 2) {
      double pair = lagged(parts, lag, squares) + lagged(parts, lag + 1, squares);
      if (pair <= 0) {
        break;
      }
      before = Math.min(before, pair);
      total += 2 * before;
    }
    double own = Math.max(1, total);
    // The mean is that of these rows, and so nearer to them than the true one.
    double unbiased = own * (1 + own / parts.length);
    double error = Math.sqrt(2.0 * (2 * lag + 1) / parts.length);
    return Math.min(scores.length / 2.0, size * squares / variance * unbiased * (1 + error));
  }

  private static double lagged(double[] parts, int lag, double squares) {
    double sum = 0;
    for (int i = 0; i + lag < parts.length; i++) {
      sum += parts[i] * parts[i + lag];
    }
    return sum / (parts.length - lag) / squares;
  }

  /** Mean correlation of two values of one block. */
  private static double correlation(
      double[] scores, long[] positions, double mean, double variance, long length) {
    double products = 0;
    double pairs = 0;
    int i = 0;
    while (i < scores.length) {
      long block = positions[i] / length;
      double sum = 0;
      double squares = 0;
      long count = 0;
      for (; i < scores.length && positions[i] / length == block; i++) {
        if (!Double.isNaN(scores[i])) {
          double gap = scores[i] - mean;
          sum += gap;
          squares += gap * gap;
          count++;
        }
      }
      products += sum * sum - squares;
      pairs += (double) count * (count - 1);
    }
    return pairs == 0 ? 0 : products / pairs / variance;
  }
}

package io.github.djlobservability.profile;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * The values of a number that its reference has more than once, and its extremes: a number that
 * differs from a repeated one by no more than the rounding of a float is that one, and one that is
 * as little beyond an extreme is the extreme. Where a client holds floats, 0.1 comes as
 * 0.10000000149, and no value of the reference would ever come again.
 *
 * <p>A value that has other values of the reference as close as that is no known one: there numbers
 * that differ so little are told apart. Whole numbers are exact in every format that may be meant,
 * so they are changed only where the extreme is none. Immutable and thread-safe. Memory: 8 KB at
 * most. Time: {@code O(log n)} a number.
 */
final class KnownValues {

  /** Rarer values matter to no figure. */
  private static final int MOST = 1000;

  /** Two steps of a float: it may have been rounded more than once. */
  private static final double CLOSE = 0x1p-22;

  static final KnownValues NONE = new KnownValues(new double[0], Double.NaN, Double.NaN);

  private final double[] sorted;
  private final double lowest;
  private final double highest;

  private KnownValues(double[] sorted, double lowest, double highest) {
    this.sorted = sorted;
    this.lowest = lowest;
    this.highest = highest;
  }

  /** Knows the values of a numeric series of a profile. */
  static KnownValues of(ReferenceProfile profile, Series series) {
    double[] numbers =
        Arrays.stream(profile.sample().numbers(series)).filter(Double::isFinite).sorted().toArray();
    NumericProfile whole = profile.numeric(series);
    return of(numbers, whole.minimum(), whole.maximum());
  }

  /**
   * Returns the values of a numeric feature.
   *
   * @param numbers finite, ascending
   */
  static KnownValues of(double[] numbers, double lowest, double highest) {
    List<double[]> repeated = new ArrayList<>();
    int start = 0;
    for (int i = 1; i <= numbers.length; i++) {
      if (i == numbers.length || numbers[i] != numbers[start]) {
        boolean alone =
            (start == 0 || !isClose(numbers[start - 1], numbers[start]))
                && (i == numbers.length || !isClose(numbers[i], numbers[start]));
        if (i - start > 1 && alone) {
          repeated.add(new double[] {numbers[start], i - start});
        }
        start = i;
      }
    }
    repeated.sort(Comparator.comparingDouble((double[] value) -> value[1]).reversed());
    double[] kept = repeated.stream().limit(MOST).mapToDouble(value -> value[0]).sorted().toArray();
    return new KnownValues(kept, lowest, highest);
  }

  /** Returns the known value that a number is, or else the number. */
  double nearest(double number) {
    if (!Double.isFinite(number)) {
      return number;
    }
    if (number > highest) {
      return isSame(number, highest) ? highest : number;
    }
    if (number < lowest) {
      return isSame(number, lowest) ? lowest : number;
    }
    if (isWhole(number)) {
      return number;
    }
    int found = Arrays.binarySearch(sorted, number);
    if (found >= 0) {
      return number;
    }
    int above = -found - 1;
    double best = number;
    double gap = Double.POSITIVE_INFINITY;
    for (int i = Math.max(0, above - 1); i < Math.min(sorted.length, above + 1); i++) {
      double distance = Math.abs(sorted[i] - number);
      if (isClose(number, sorted[i]) && distance < gap) {
        best = sorted[i];
        gap = distance;
      }
    }
    return best;
  }

  private static boolean isSame(double number, double extreme) {
    return isClose(number, extreme) && !(isWhole(number) && isWhole(extreme));
  }

  private static boolean isClose(double number, double known) {
    return Math.abs(number - known) <= CLOSE * Math.abs(known);
  }

  private static boolean isWhole(double number) {
    return number == Math.rint(number);
  }
}

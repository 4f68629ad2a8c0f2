package io.github.djlobservability.profile;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * The values of a number that its reference has more than once, and the extremes: a number that
 * differs from one of them by no more than the rounding of a float is that one. Where a client
 * holds floats, 0.1 comes as 0.10000000149, and no value of the reference would ever come again.
 *
 * <p>Whole numbers are exact in every format that may be meant, so they are never changed.
 * Immutable and thread-safe. Memory: 8 KB at most. Time: {@code O(log n)} a number.
 */
final class KnownValues {

  /** Rarer values matter to no figure. */
  private static final int MOST = 1000;

  /** Two steps of a float: it may have been rounded more than once. */
  private static final double CLOSE = 0x1p-22;

  static final KnownValues NONE = new KnownValues(new double[0]);

  private final double[] sorted;

  private KnownValues(double[] sorted) {
    this.sorted = sorted;
  }

  /** Knows the values of a numeric series of a profile. */
  static KnownValues of(ReferenceProfile profile, Series series) {
    double[] numbers =
        Arrays.stream(profile.sample().numbers(series)).filter(Double::isFinite).sorted().toArray();
    List<double[]> repeated = new ArrayList<>();
    int start = 0;
    for (int i = 1; i <= numbers.length; i++) {
      if (i == numbers.length || numbers[i] != numbers[start]) {
        if (i - start > 1) {
          repeated.add(new double[] {numbers[start], i - start});
        }
        start = i;
      }
    }
    repeated.sort(Comparator.comparingDouble((double[] value) -> value[1]).reversed());
    double[] kept = repeated.stream().limit(MOST).mapToDouble(value -> value[0]).toArray();
    NumericProfile whole = profile.numeric(series);
    double[] all = Arrays.copyOf(kept, kept.length + 2);
    all[kept.length] = whole.minimum();
    all[kept.length + 1] = whole.maximum();
    return new KnownValues(Arrays.stream(all).filter(Double::isFinite).sorted().toArray());
  }

  /** Returns the known value that a number is, or else the number. */
  double nearest(double number) {
    if (number == Math.rint(number) || Double.isInfinite(number)) {
      return number;
    }
    int found = Arrays.binarySearch(sorted, number);
    if (found >= 0 || Double.isNaN(number)) {
      return number;
    }
    int above = -found - 1;
    double best = number;
    double gap = Double.POSITIVE_INFINITY;
    for (int i = Math.max(0, above - 1); i < Math.min(sorted.length, above + 1); i++) {
      double distance = Math.abs(sorted[i] - number);
      if (distance <= CLOSE * Math.abs(sorted[i]) && distance < gap) {
        best = sorted[i];
        gap = distance;
      }
    }
    return best;
  }
}

package io.github.djlobservability.statistics;

/** Counts numbers in ascending order that are below a value. Time: {@code O(log n)}. Stateless. */
public final class SortedSearch {
  private SortedSearch() {}

  /** Returns how many are below a value: the place of the first that is not; 0 for NaN. */
  public static int below(double[] sorted, double value) {
    int low = 0;
    int high = sorted.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (sorted[middle] < value) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /** Returns how many are not above a value: the place of the first that is above; 0 for NaN. */
  public static int upTo(double[] sorted, double value) {
    int low = 0;
    int high = sorted.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (sorted[middle] <= value) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
}

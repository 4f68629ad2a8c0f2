package io.github.djlobservability.drift.reference;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How many items are worth one independent item, 1 or more, because items remember those before.
 *
 * <p>Categories that were seen once stand for those never seen, see {@link UnseenShare}. Where
 * items remember, a category that comes once comes several times in a row; so those do that were
 * seen within as many items as are worth one.
 *
 * @param values of a feature
 * @param missing of whether there is a value
 * @param unseen of whether the category is one that was never seen
 * @param moreUnseen how many items of such categories there are for each that was seen once
 */
record Memory(double values, double missing, double unseen, double moreUnseen) {

  static final Memory NONE = new Memory(1, 1, 1, 1);

  /** Returns the memory of numbers; NaN is missing. */
  static Memory ofNumbers(double[] values, long[] positions) {
    return new Memory(
        Dependence.ofNumbers(values, positions),
        Dependence.of(i -> Double.isNaN(values[i]), positions),
        1,
        1);
  }

  /** Returns the memory of categories; null is missing. */
  static Memory ofCategories(
      List<? extends @Nullable String> values, CategoryCells cells, long[] positions) {
    double dependence = Dependence.ofCategories(values, cells, positions);
    boolean[] alone = within(values, positions, (long) dependence - 1);
    return new Memory(
        dependence,
        Dependence.of(i -> values.get(i) == null, positions),
        Dependence.of(i -> alone[i], positions),
        (double) count(alone) / Math.max(1, count(within(values, positions, 0))));
  }

  /** Returns which items have a category that was never seen further apart than the span. */
  private static boolean[] within(
      List<? extends @Nullable String> values, long[] positions, long span) {
    Map<String, Long> first = new HashMap<>();
    Map<String, Long> last = new HashMap<>();
    for (int i = 0; i < positions.length; i++) {
      String value = values.get(i);
      if (value != null) {
        first.putIfAbsent(value, positions[i]);
        last.put(value, positions[i]);
      }
    }
    boolean[] found = new boolean[positions.length];
    for (int i = 0; i < found.length; i++) {
      String value = values.get(i);
      found[i] =
          value != null && last.getOrDefault(value, 0L) - first.getOrDefault(value, 0L) <= span;
    }
    return found;
  }

  private static int count(boolean[] which) {
    int count = 0;
    for (boolean one : which) {
      count += one ? 1 : 0;
    }
    return count;
  }

  Memory withValues(double other) {
    return new Memory(other, missing, unseen, moreUnseen);
  }
}

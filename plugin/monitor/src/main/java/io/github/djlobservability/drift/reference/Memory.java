package io.github.djlobservability.drift.reference;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How many items are worth one independent item, 1 or more, because items remember those before.
 *
 * @param values of a feature
 * @param missing of whether there is a value
 * @param unseen of whether the category is one that was never seen; those seen once stand for it,
 *     as they do for how often it comes, see {@link UnseenShare}
 */
record Memory(double values, double missing, double unseen) {

  static final Memory NONE = new Memory(1, 1, 1);

  /** Returns the memory of numbers; NaN is missing. */
  static Memory ofNumbers(double[] values, long[] positions) {
    return new Memory(
        Dependence.ofNumbers(values, positions),
        Dependence.of(i -> Double.isNaN(values[i]), positions),
        1);
  }

  /** Returns the memory of categories; null is missing. */
  static Memory ofCategories(
      List<? extends @Nullable String> values, CategoryCells cells, long[] positions) {
    Map<String, Integer> seen = new HashMap<>();
    for (String value : values) {
      if (value != null) {
        seen.merge(value, 1, Integer::sum);
      }
    }
    return new Memory(
        Dependence.ofCategories(values, cells, positions),
        Dependence.of(i -> values.get(i) == null, positions),
        Dependence.of(i -> seen.getOrDefault(values.get(i), 0) == 1, positions));
  }

  Memory withValues(double other) {
    return new Memory(other, missing, unseen);
  }
}

package io.github.djlobservability.drift.reference;

import java.util.Arrays;
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

  private static final long MISSING = -1;

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
    long reach = (long) dependence - 1;
    long[] spans = spans(values, positions);
    return new Memory(
        dependence,
        Dependence.of(i -> spans[i] == MISSING, positions),
        Dependence.of(i -> isWithin(spans[i], reach), positions),
        (double) count(spans, reach) / Math.max(1, count(spans, 0)));
  }

  /** Returns of each item how far apart its category was seen at most, or {@link #MISSING}. */
  private static long[] spans(List<? extends @Nullable String> values, long[] positions) {
    Map<String, Long> first = new HashMap<>();
    Map<String, Long> last = new HashMap<>();
    for (int i = 0; i < positions.length; i++) {
      String value = values.get(i);
      if (value != null) {
        first.putIfAbsent(value, positions[i]);
        last.put(value, positions[i]);
      }
    }
    long[] spans = new long[positions.length];
    for (int i = 0; i < spans.length; i++) {
      String value = values.get(i);
      spans[i] =
          value == null ? MISSING : last.getOrDefault(value, 0L) - first.getOrDefault(value, 0L);
    }
    return spans;
  }

  private static boolean isWithin(long span, long reach) {
    return span != MISSING && span <= reach;
  }

  private static long count(long[] spans, long reach) {
    return Arrays.stream(spans).filter(span -> isWithin(span, reach)).count();
  }

  Memory withValues(double other) {
    return new Memory(other, missing, unseen, moreUnseen);
  }
}

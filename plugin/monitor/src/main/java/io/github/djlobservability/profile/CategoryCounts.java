package io.github.djlobservability.profile;

import io.github.djlobservability.disclosure.HeldValues;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Counts how often each category occurs in the reference, the most frequent first. Immutable and
 * thread-safe.
 *
 * <p>Only the first categories to be seen are told apart, {@link ProfileLimits#categories} of them.
 * What the rest add up to is {@link #other}.
 */
public final class CategoryCounts implements SeriesProfile {

  private final Map<String, Long> counts;
  private final long other;
  private final long total;

  public CategoryCounts(Map<String, Long> counts, long other) {
    List<Map.Entry<String, Long>> entries = new ArrayList<>(counts.entrySet());
    entries.sort(
        Map.Entry.<String, Long>comparingByValue()
            .reversed()
            .thenComparing(Map.Entry.comparingByKey()));
    Map<String, Long> ordered = new LinkedHashMap<>();
    long sum = other;
    for (Map.Entry<String, Long> entry : entries) {
      ordered.put(entry.getKey(), entry.getValue());
      sum += entry.getValue();
    }
    this.counts = Collections.unmodifiableMap(ordered);
    this.other = other;
    this.total = sum;
  }

  /** These, named as the categories of the feature are held. */
  CategoryCounts held(String feature, HeldValues values) {
    Map<String, Long> named = new LinkedHashMap<>();
    counts.forEach((name, count) -> named.merge(values.held(feature, name), count, Long::sum));
    return new CategoryCounts(named, other);
  }

  /** Category to count, the most frequent first, equals by name. */
  public Map<String, Long> counts() {
    return counts;
  }

  /** Returns how often the category occurs; 0 if it is not told apart. */
  public long count(String category) {
    return counts.getOrDefault(category, 0L);
  }

  /** Returns whether the category is told apart. */
  public boolean contains(String category) {
    return counts.containsKey(category);
  }

  /** Returns how many values are of categories that are not told apart. */
  public long other() {
    return other;
  }

  /** Returns how many values in all. */
  public long total() {
    return total;
  }

  /** Returns whether every category is told apart. */
  public boolean isComplete() {
    return other == 0;
  }
}

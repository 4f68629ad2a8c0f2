package io.github.djlobservability.profile.build;

import io.github.djlobservability.profile.CategoryCounts;
import io.github.djlobservability.profile.ProfileLimits;
import io.github.djlobservability.profile.Row;
import io.github.djlobservability.profile.Series;
import io.github.djlobservability.profile.SeriesProfile;
import java.util.HashMap;
import java.util.Map;

/** Gathers a categorical series. Not thread-safe. */
final class CategoryAccumulator implements SeriesAccumulator {

  private final Series series;
  private final int limit;
  private final Map<String, long[]> counts = new HashMap<>();
  private long other;

  CategoryAccumulator(Series series, ProfileLimits limits) {
    this.series = series;
    this.limit = limits.categories();
  }

  @Override
  public void add(Row row) {
    String category = row.category(series);
    if (category != null) {
      add(category, 1);
    }
  }

  private void add(String category, long count) {
    long[] known = counts.get(category);
    if (known != null) {
      known[0] += count;
    } else if (counts.size() < limit) {
      counts.put(category, new long[] {count});
    } else {
      other += count;
    }
  }

  @Override
  public void merge(SeriesProfile profile) {
    if (!(profile instanceof CategoryCounts categories)) {
      throw new IllegalArgumentException(
          series.name() + " is categorical in only one of the profiles");
    }
    // The most frequent come first, so they are the last to become others.
    categories.counts().forEach(this::add);
    other += categories.other();
  }

  @Override
  public CategoryCounts freeze() {
    Map<String, Long> frozen = new HashMap<>();
    counts.forEach((category, count) -> frozen.put(category, count[0]));
    return new CategoryCounts(frozen, other);
  }
}

package io.github.djlobservability.report.media;

import io.github.djlobservability.profile.CategoryCounts;
import io.github.djlobservability.profile.NumericProfile;
import io.github.djlobservability.profile.ReferenceProfile;
import io.github.djlobservability.profile.Row;
import io.github.djlobservability.profile.Series;
import io.github.djlobservability.report.Words;
import io.github.djlobservability.statistics.Moments;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/**
 * Ranks items by how far each is where the items as a whole have moved to: in standard deviations
 * of the reference, in the direction of the mean, or away from it where only the spread has grown;
 * of a category by the logarithm of how much more frequent it is. The figures count by what each
 * has of the change.
 */
final class MovedItems {
  /** One figure of one item counts for no more. */
  private static final double MOST = 4;

  /** Means that differ less, in standard deviations, tell no direction. */
  private static final double DIRECTION = 0.2;

  private static final int NAMED = 2;

  private final List<Moved> moved = new ArrayList<>();

  /**
   * A series that has moved.
   *
   * @param weight what it counts
   * @param of what a row's value is, in its terms
   */
  private record Moved(Series series, double weight, ToDoubleFunction<Row> of) {
    double of(Row row) {
      double value = of.applyAsDouble(row);
      return Double.isNaN(value) ? 0 : weight * Math.max(-MOST, Math.min(MOST, value));
    }
  }

  private final ReferenceProfile reference;

  /**
   * @param items that have moved
   * @param weights the series that have, with what each counts
   */
  MovedItems(ReferenceProfile reference, List<MediaItem> items, Map<Series, Double> weights) {
    this.reference = reference;
    weights.forEach(
        (series, weight) ->
            moved.add(
                new Moved(
                    series,
                    weight,
                    series.isCategorical() ? category(series, items) : number(series, items))));
  }

  private ToDoubleFunction<Row> category(Series series, List<MediaItem> items) {
    Map<String, Integer> counts = new HashMap<>();
    for (MediaItem item : items) {
      String category = item.row().category(series);
      if (category != null) {
        counts.merge(category, 1, Integer::sum);
      }
    }
    CategoryCounts usual = reference.categories(series);
    return row -> {
      String category = row.category(series);
      if (category == null) {
        return Double.NaN;
      }
      double now = (counts.getOrDefault(category, 0) + 1.0) / (items.size() + 1);
      return Math.log(now / ((usual.count(category) + 1.0) / (usual.total() + 1)));
    };
  }

  private ToDoubleFunction<Row> number(Series series, List<MediaItem> items) {
    Moments now = new Moments();
    for (MediaItem item : items) {
      double value = item.row().number(series);
      if (Double.isFinite(value)) {
        now.add(value);
      }
    }
    NumericProfile usual = reference.numeric(series);
    double mean = usual.mean();
    double deviation = usual.standardDeviation();
    boolean directed = Math.abs(now.mean() - mean) > DIRECTION * deviation;
    double sign = Math.signum(now.mean() - mean);
    return row -> {
      double off = (row.number(series) - mean) / deviation;
      return directed ? sign * off : Math.abs(off);
    };
  }

  /** Returns the items, those that moved the most first. */
  List<MediaItem> mostFirst(List<MediaItem> items) {
    Map<MediaItem, Double> scores = new HashMap<>();
    items.forEach(item -> scores.put(item, score(item.row())));
    List<MediaItem> ranked = new ArrayList<>(items);
    ranked.sort(Comparator.comparing((MediaItem item) -> scores.get(item)).reversed());
    return ranked;
  }

  private double score(Row row) {
    return moved.stream().mapToDouble(series -> series.of(row)).sum();
  }

  /** Says by which figures an item has moved the most; empty for none. */
  String reason(Row row) {
    return moved.stream()
        .filter(of -> of.of(row) > 0)
        .sorted(Comparator.comparing((Moved of) -> of.of(row)).reversed())
        .limit(NAMED)
        .map(of -> words(of.series(), row))
        .collect(Collectors.joining("; "));
  }

  private String words(Series series, Row row) {
    return series.isCategorical()
        ? series.name() + " " + row.category(series)
        : String.format(
            "%s %s, usually %s",
            series.name(),
            Words.number(row.number(series)),
            Words.number(reference.numeric(series).mean()));
  }
}

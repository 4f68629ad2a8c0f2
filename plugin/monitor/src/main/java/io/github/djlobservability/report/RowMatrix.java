package io.github.djlobservability.report;

import io.github.djlobservability.profile.CategoryCounts;
import io.github.djlobservability.profile.FeatureRole;
import io.github.djlobservability.profile.NumericProfile;
import io.github.djlobservability.profile.ReferenceProfile;
import io.github.djlobservability.profile.RowSample;
import io.github.djlobservability.profile.Series;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The inputs of sampled rows as numbers: a numeric series as it is, the reference's mean where it
 * is missing; a categorical one as one column of 0 and 1 for each of its most frequent categories.
 */
final class RowMatrix {

  /** Rows at most; the sample is uniform, so every so-manieth of it is too. */
  static final int MAX_ROWS = 2000;

  private static final int MAX_COLUMNS = 100;
  private static final int MAX_CATEGORIES = 10;

  private final ReferenceProfile reference;
  private final List<Column> columns = new ArrayList<>();

  /** A column: of the number, or whether it is the category. */
  private record Column(Series series, double mean, String category) {}

  /**
   * For rows of a reference's schema.
   *
   * @param absent names of features that the current rows do not have
   */
  RowMatrix(ReferenceProfile reference, List<String> absent) {
    this.reference = reference;
    for (Series series : reference.schema().series()) {
      if (series.feature().role() == FeatureRole.INPUT
          && !absent.contains(series.feature().name())
          && columns.size() < MAX_COLUMNS) {
        addColumns(series);
      }
    }
  }

  private void addColumns(Series series) {
    if (series.isCategorical()) {
      CategoryCounts categories = reference.categories(series);
      // The last is known by the others' absence.
      int wanted = Math.min(MAX_CATEGORIES, categories.counts().size() - 1);
      categories.counts().keySet().stream()
          .limit(Math.max(0, wanted))
          .forEach(category -> columns.add(new Column(series, Double.NaN, category)));
    } else {
      NumericProfile numbers = reference.numeric(series);
      if (numbers.variance() > 0) {
        columns.add(new Column(series, numbers.mean(), ""));
      }
    }
  }

  int columns() {
    return columns.size();
  }

  /** The rows of a sample of the same schema. */
  double[][] rows(RowSample sample) {
    int count = Math.min(MAX_ROWS, sample.size());
    double[][] rows = new double[count][];
    for (int i = 0; i < count; i++) {
      int index = (int) ((long) i * sample.size() / count);
      rows[i] = row(sample, index);
    }
    return rows;
  }

  private double[] row(RowSample sample, int index) {
    return IntStream.range(0, columns.size())
        .mapToDouble(j -> cell(sample, index, columns.get(j)))
        .toArray();
  }

  private static double cell(RowSample sample, int index, Column column) {
    if (column.series().isCategorical()) {
      return column.category().equals(sample.row(index).category(column.series())) ? 1 : 0;
    }
    double number = sample.row(index).number(column.series());
    return Double.isFinite(number) ? number : column.mean();
  }
}

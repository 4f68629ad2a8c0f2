package io.github.djlobservability.report;

import io.github.djlobservability.profile.FeatureRole;
import io.github.djlobservability.profile.NumericProfile;
import io.github.djlobservability.profile.ReferenceProfile;
import io.github.djlobservability.profile.Row;
import io.github.djlobservability.profile.RowSample;
import io.github.djlobservability.profile.SampledRow;
import io.github.djlobservability.profile.Series;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The inputs of sampled rows as numbers: a numeric series as it is, the reference's mean where it
 * is missing; a categorical one as one column of 0 and 1 for each of its most frequent categories.
 * These are the most frequent of both samples: those of one are so by luck, too, and rarer in the
 * other.
 */
final class RowMatrix {

  /** Rows at most. */
  private static final int MAX_ROWS = 2000;

  private static final int MAX_COLUMNS = 100;
  private static final int MAX_CATEGORIES = 10;

  private final ReferenceProfile reference;
  private final List<Column> columns = new ArrayList<>();

  /** A column: of the number, or whether it is the category. */
  private record Column(Series series, double mean, String category) {}

  /**
   * For rows of a reference's schema.
   *
   * @param current the rows that it is compared with
   * @param absent names of features that the current rows do not have
   */
  RowMatrix(ReferenceProfile reference, ReferenceProfile current, List<String> absent) {
    this.reference = reference;
    for (Series series : reference.schema().series()) {
      if (series.feature().role() == FeatureRole.INPUT
          && !absent.contains(series.feature().name())
          && columns.size() < MAX_COLUMNS) {
        addColumns(series, current);
      }
    }
  }

  private void addColumns(Series series, ReferenceProfile current) {
    if (series.isCategorical()) {
      List<CategoryPairs.Cell> cells =
          new CategoryPairs(reference.categories(series), current.categories(series)).cells();
      // The last is known by the others' absence.
      int wanted = Math.min(MAX_CATEGORIES, cells.size() - 1);
      cells.stream()
          .limit(Math.max(0, wanted))
          .forEach(cell -> columns.add(new Column(series, Double.NaN, cell.category())));
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

  /** Returns the rows of a sample of the same schema. */
  double[][] rows(RowSample sample) {
    return drawn(sample).stream().map(this::numbers).toArray(double[][]::new);
  }

  private double[] numbers(Row row) {
    return columns.stream().mapToDouble(column -> cell(row, column)).toArray();
  }

  /** Returns the vectors of an embedding in the rows of a sample. */
  static double[][] embeddings(RowSample sample, int feature) {
    List<double[]> vectors = new ArrayList<>();
    for (Row row : drawn(sample)) {
      float[] vector = row.embedding(feature);
      if (vector != null) {
        double[] wide = new double[vector.length];
        for (int i = 0; i < wide.length; i++) {
          wide[i] = vector[i];
        }
        vectors.add(wide);
      }
    }
    return vectors.toArray(new double[0][]);
  }

  /**
   * Rows drawn from a sample: those that were drawn first. Every second one would be all of one
   * kind where two alternate.
   */
  private static List<Row> drawn(RowSample sample) {
    return sample.rows().stream()
        .sorted(Comparator.comparingLong(SampledRow::priority))
        .limit(MAX_ROWS)
        .sorted(Comparator.comparingLong(SampledRow::rowNumber))
        .map(SampledRow::row)
        .toList();
  }

  private static double cell(Row row, Column column) {
    if (column.series().isCategorical()) {
      return column.category().equals(row.category(column.series())) ? 1 : 0;
    }
    double number = row.number(column.series());
    return Double.isFinite(number) ? number : column.mean();
  }
}

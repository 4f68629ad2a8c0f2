package io.github.djlobservability.profile;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A uniform sample of a reference's rows, in the order they had there. Immutable and thread-safe.
 */
public final class RowSample {

  private final List<SampledRow> rows;

  /** Holds these rows, in any order. */
  public RowSample(Collection<SampledRow> rows) {
    List<SampledRow> sorted = new ArrayList<>(rows);
    sorted.sort(Comparator.comparingLong(SampledRow::rowNumber));
    this.rows = List.copyOf(sorted);
  }

  /** Returns the same rows, each changed. */
  public RowSample map(UnaryOperator<Row> change) {
    List<SampledRow> changed = new ArrayList<>(rows.size());
    for (SampledRow sampled : rows) {
      changed.add(
          new SampledRow(
              sampled.rowNumber(),
              sampled.priority(),
              change.apply(sampled.row()),
              sampled.epochMillis()));
    }
    return new RowSample(changed);
  }

  public List<SampledRow> rows() {
    return rows;
  }

  /** Returns how many rows. */
  public int size() {
    return rows.size();
  }

  /** Returns a row. */
  public Row row(int index) {
    return rows.get(index).row();
  }

  /** Which row of the reference it was, counted from 0. */
  public long rowNumber(int index) {
    return rows.get(index).rowNumber();
  }

  /** Returns when each row was observed; null if that is not known of all. */
  public long @Nullable [] times() {
    long[] times = rows.stream().mapToLong(SampledRow::epochMillis).toArray();
    return times.length == 0 || Arrays.stream(times).anyMatch(time -> time == SampledRow.NO_TIME)
        ? null
        : times;
  }

  /** Returns a numeric series, row by row; NaN where there is no number. */
  public double[] numbers(Series series) {
    double[] numbers = new double[rows.size()];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = row(i).number(series);
    }
    return numbers;
  }

  /** Returns a categorical series, row by row; null where there is no category. */
  public List<@Nullable String> categories(Series series) {
    List<@Nullable String> categories = new ArrayList<>(rows.size());
    for (SampledRow sampled : rows) {
      categories.add(sampled.row().category(series));
    }
    return categories;
  }
}

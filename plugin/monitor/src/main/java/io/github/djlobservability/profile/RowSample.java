package io.github.djlobservability.profile;

import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.RandomAccess;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A uniform sample of a reference's rows, in the order they had there. Immutable and thread-safe.
 *
 * <p>It is held by columns, and each row that is asked for is made anew, without names that came
 * with it and transcripts: a row is many times as large as its values. Memory: at most 8 bytes a
 * number and 24 a row, and the values that are no numbers.
 */
public final class RowSample {
  private static final long HEAD_BYTES = 200;

  private final int size;

  /** Null if the rows are the first of the reference. */
  private final long @Nullable [] rowNumbers;

  private final long[] priorities;

  /** Null if nobody knows any. */
  private final long @Nullable [] millis;

  private final @Nullable Schema schema;
  private final List<SampleColumn> columns;

  /** Holds these rows, of one schema and in any order. */
  public RowSample(Collection<SampledRow> rows) {
    List<SampledRow> sorted = new ArrayList<>(rows);
    sorted.sort(Comparator.comparingLong(SampledRow::rowNumber));
    size = sorted.size();
    schema = sorted.isEmpty() ? null : sorted.get(0).row().schema();
    long[] numbers = sorted.stream().mapToLong(SampledRow::rowNumber).toArray();
    boolean first = IntStream.range(0, size).allMatch(i -> numbers[i] == i);
    rowNumbers = first ? null : numbers;
    priorities = sorted.stream().mapToLong(SampledRow::priority).toArray();
    long[] times = sorted.stream().mapToLong(SampledRow::epochMillis).toArray();
    millis = Arrays.stream(times).allMatch(time -> time == SampledRow.NO_TIME) ? null : times;
    columns = SampleColumn.of(sorted);
  }

  /** Returns the same rows, each changed. */
  public RowSample map(UnaryOperator<Row> change) {
    List<SampledRow> changed = new ArrayList<>(size);
    for (SampledRow sampled : rows()) {
      changed.add(
          new SampledRow(
              sampled.rowNumber(),
              sampled.priority(),
              change.apply(sampled.row()),
              sampled.epochMillis()));
    }
    return new RowSample(changed);
  }

  /** Returns the rows, each made when it is asked for. */
  public List<SampledRow> rows() {
    return new Rows();
  }

  /** Returns how many rows. */
  public int size() {
    return size;
  }

  /** Returns a row, made anew. */
  public Row row(int index) {
    if (schema == null) {
      throw new IndexOutOfBoundsException(index);
    }
    double[] numbers = new double[columns.size()];
    @Nullable Object[] objects = new @Nullable Object[numbers.length];
    boolean allNumbers = true;
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = columns.get(i).number(index);
      objects[i] = columns.get(i).object(index);
      allNumbers &= objects[i] == null;
    }
    return new Row(schema, numbers, allNumbers ? null : objects, null, List.of(), 0);
  }

  /** Which row of the reference it was, counted from 0. */
  public long rowNumber(int index) {
    return rowNumbers == null ? index : rowNumbers[index];
  }

  /** Returns when each row was observed; null if that is not known of all. */
  public long @Nullable [] times() {
    return millis == null || Arrays.stream(millis).anyMatch(time -> time == SampledRow.NO_TIME)
        ? null
        : millis.clone();
  }

  /** Returns a numeric series, row by row; NaN where there is no number. */
  public double[] numbers(Series series) {
    double[] numbers = new double[size];
    for (int i = 0; i < numbers.length; i++) {
      SampleColumn column = columns.get(series.featureIndex());
      numbers[i] = Row.number(series, column.object(i), column.number(i));
    }
    return numbers;
  }

  /** Returns a categorical series, row by row; null where there is no category. */
  public List<@Nullable String> categories(Series series) {
    List<@Nullable String> categories = new ArrayList<>(size);
    for (int i = 0; i < size; i++) {
      categories.add(row(i).category(series));
    }
    return categories;
  }

  /** Estimates, from above, how many bytes of the heap it holds. */
  public long heldBytes() {
    long ofRow = Long.BYTES * (1L + (rowNumbers == null ? 0 : 1) + (millis == null ? 0 : 1));
    return HEAD_BYTES + ofRow * size + columns.stream().mapToLong(SampleColumn::heldBytes).sum();
  }

  /** A view. */
  private final class Rows extends AbstractList<SampledRow> implements RandomAccess {

    @Override
    public SampledRow get(int index) {
      long time = millis == null ? SampledRow.NO_TIME : millis[index];
      return new SampledRow(rowNumber(index), priorities[index], row(index), time);
    }

    @Override
    public int size() {
      return size;
    }
  }
}

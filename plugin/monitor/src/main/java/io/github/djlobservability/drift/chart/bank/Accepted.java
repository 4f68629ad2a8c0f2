package io.github.djlobservability.drift.chart.bank;

import io.github.djlobservability.drift.reference.FeatureReference;
import io.github.djlobservability.drift.reference.NumberSummary;
import io.github.djlobservability.drift.reference.NumericCells;
import io.github.djlobservability.state.StateFormat;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Holds the distribution that a feature's values are compared with at present: the reference, or,
 * after a drift, values of the stream since. Immutable.
 */
public final class Accepted {

  private static final long[] NONE = {};

  private final @Nullable NumericCells cells;

  /** How many values each category has; of a number the cells say it. */
  private final long[] categories;

  private final double mean;
  private final double deviation;

  private Accepted(@Nullable NumericCells cells, long[] categories, double mean, double deviation) {
    this.cells = cells;
    this.categories = categories;
    this.mean = mean;
    this.deviation = deviation;
  }

  /** Returns the values of a reference. */
  public static Accepted of(FeatureReference reference) {
    return new Accepted(
        reference.cells(),
        reference.isNumeric() ? NONE : reference.counts(),
        reference.summary().mean(),
        reference.summary().deviation());
  }

  /** Makes the distribution of values of the stream, which are numbers. */
  public static Accepted ofNumbers(double[] values) {
    NumericCells cells = NumericCells.ofSample(values);
    NumberSummary summary = NumberSummary.of(values);
    return new Accepted(cells, NONE, summary.mean(), summary.deviation());
  }

  /** Makes the distribution of values of the stream, which are indexes of categories. */
  public static Accepted ofCategories(double[] values, int categories) {
    long[] counts = new long[categories];
    for (double value : values) {
      counts[(int) value]++;
    }
    return new Accepted(null, counts, Double.NaN, Double.NaN);
  }

  /** Returns the cells of a numeric feature; null for categories, which are cells themselves. */
  public @Nullable NumericCells cells() {
    return cells;
  }

  /** Returns how many values each cell holds; not to be changed. */
  public long[] counts() {
    return cells == null ? categories : cells.counts();
  }

  /** Returns the mean of the numbers; NaN for categories. */
  public double mean() {
    return mean;
  }

  /** Standard deviation of the numbers; NaN for categories. */
  public double deviation() {
    return deviation;
  }

  /** Returns whether this is the same distribution, of as many values. */
  public boolean isSame(Accepted other) {
    return Double.compare(mean, other.mean) == 0
        && Double.compare(deviation, other.deviation) == 0
        && Arrays.equals(counts(), other.counts());
  }

  /** Returns the cell of a value. */
  public int cell(double value) {
    return cells == null ? (int) value : cells.cell(value);
  }

  /** Returns how many values there are. */
  public long total() {
    return Arrays.stream(counts()).sum();
  }

  public void write(DataOutput out) throws IOException {
    if (cells == null) {
      StateFormat.write(out, categories);
    } else {
      cells.write(out);
    }
    out.writeDouble(mean);
    out.writeDouble(deviation);
  }

  public static Accepted read(DataInput in, boolean numeric, int categories) throws IOException {
    NumericCells cells = numeric ? NumericCells.read(in) : null;
    long[] counts = cells == null ? StateFormat.readLongs(in, categories) : NONE;
    if (cells == null && counts.length != categories) {
      throw new IOException(counts.length + " categories, expected " + categories);
    }
    return new Accepted(cells, counts, in.readDouble(), in.readDouble());
  }
}

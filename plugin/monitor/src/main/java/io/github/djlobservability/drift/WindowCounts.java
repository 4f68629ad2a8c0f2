package io.github.djlobservability.drift;

import io.github.djlobservability.drift.incident.ReferenceBins;
import io.github.djlobservability.state.StateFormat;
import io.github.djlobservability.statistics.comparison.JensenShannon;
import io.github.djlobservability.statistics.comparison.PopulationStabilityIndex;
import io.github.djlobservability.statistics.comparison.TotalVariation;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/** Counts of one feature in the window that is open. Not thread-safe. */
final class WindowCounts {

  private static final Check[] CHECKS = Check.values();

  /** Sums of a window are exact to that, as a share of the origin. */
  private static final double ROUNDING = 1e-12;

  private final ReferenceBins reference;
  private final long[] bins;

  /** How often each check's rule was broken. */
  private final long[] broken = new long[CHECKS.length];

  private final double origin;
  private long items;
  private long numbers;
  private double sum;
  private double squares;

  /**
   * @param origin a number in the middle of those to come, which keeps the sums exact
   */
  WindowCounts(ReferenceBins reference, double origin) {
    this.reference = reference;
    this.bins = new long[reference.size()];
    this.origin = Double.isFinite(origin) ? origin : 0;
  }

  void add(int bin, double value) {
    bins[bin]++;
    double gap = value - origin;
    if (Math.abs(gap) < Double.POSITIVE_INFINITY) {
      numbers++;
      sum += gap;
      squares += gap * gap;
    }
  }

  void countItem() {
    items++;
  }

  void countBroken(Check check) {
    broken[place(check)]++;
  }

  /** Returns its place in arrays, which cost less than maps; a state has the checks by name. */
  @SuppressWarnings("EnumOrdinal")
  private static int place(Check check) {
    return check.ordinal();
  }

  private long broken(Check check) {
    return broken[place(check)];
  }

  /** Returns the measures of the window. */
  WindowMeasures measure(boolean numeric) {
    long[] expected = reference.counts();
    double mean = sum / numbers;
    double variance = Math.max(0, squares / numbers - mean * mean);
    return new WindowMeasures(
        items,
        Arrays.stream(bins).sum(),
        share(Check.MISSING),
        share(Check.WRONG_TYPE),
        share(Check.OUT_OF_RANGE),
        share(Check.UNSEEN_CATEGORY),
        numeric ? fromOrigin(mean) : Double.NaN,
        numeric ? Math.sqrt(variance) : Double.NaN,
        new PopulationStabilityIndex().measure(expected, bins).statistic(),
        new JensenShannon().measure(expected, bins).statistic(),
        new TotalVariation().measure(expected, bins).statistic());
  }

  /** Takes what is left of rounding for 0: a share would be below it. */
  private double fromOrigin(double gap) {
    double value = origin + gap;
    return Math.abs(value) < ROUNDING * Math.abs(origin) ? 0 : value;
  }

  private double share(Check check) {
    return (double) broken(check) / items;
  }

  /** Opens the next window. */
  void clear() {
    Arrays.fill(bins, 0);
    Arrays.fill(broken, 0);
    items = 0;
    numbers = 0;
    sum = 0;
    squares = 0;
  }

  void write(DataOutput out) throws IOException {
    StateFormat.write(out, bins);
    out.writeInt((int) Arrays.stream(broken).filter(count -> count > 0).count());
    for (Check check : CHECKS) {
      if (broken(check) > 0) {
        out.writeUTF(check.name());
        out.writeLong(broken(check));
      }
    }
    StateFormat.write(out, new long[] {items, numbers});
    StateFormat.write(out, new double[] {sum, squares});
  }

  void read(DataInput in) throws IOException {
    StateFormat.readInto(in, bins);
    Arrays.fill(broken, 0);
    for (int left = StateFormat.size(in, 0, CHECKS.length); left > 0; left--) {
      broken[place(StateFormat.readEnum(in, Check.class))] = in.readLong();
    }
    long[] counts = new long[2];
    StateFormat.readInto(in, counts);
    items = counts[0];
    numbers = counts[1];
    double[] sums = new double[2];
    StateFormat.readInto(in, sums);
    sum = sums[0];
    squares = sums[1];
  }
}

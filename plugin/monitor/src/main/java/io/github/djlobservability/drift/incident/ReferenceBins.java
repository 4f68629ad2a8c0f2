package io.github.djlobservability.drift.incident;

import io.github.djlobservability.drift.chart.bank.RankAlternatives;
import io.github.djlobservability.drift.reference.CellGroups;
import io.github.djlobservability.drift.reference.FeatureReference;

/**
 * The reference's tenths of a numeric feature, or the categories of a categorical one: which cell
 * belongs to which, and how much of the reference is in each. Immutable.
 */
public final class ReferenceBins {

  private final CellGroups binOfCell;
  private final long[] counts;
  private final long total;

  private ReferenceBins(byte[] binOfCell, long[] counts) {
    this.binOfCell = new CellGroups(binOfCell);
    this.counts = counts;
    long sum = 0;
    for (long count : counts) {
      sum += count;
    }
    total = sum;
  }

  /** Makes the bins of a feature. */
  public static ReferenceBins of(FeatureReference reference) {
    return reference.isNumeric() ? tenths(reference.counts()) : each(reference.counts());
  }

  /** Makes one bin a count. */
  public static ReferenceBins ofCounts(long... counts) {
    return each(counts);
  }

  /** Cells go by the rank of their middle, so that equal values are never parted. */
  private static ReferenceBins tenths(long[] cells) {
    long total = 0;
    for (long count : cells) {
      total += count;
    }
    byte[] bins = new byte[cells.length];
    long[] counts = new long[RankAlternatives.TENTHS];
    long below = 0;
    for (int cell = 0; cell < cells.length; cell++) {
      double middle = (below + (cells[cell] + 1) / 2.0) / (total + 1);
      bins[cell] = (byte) Math.min(counts.length - 1, (int) (middle * counts.length));
      counts[bins[cell]] += cells[cell];
      below += cells[cell];
    }
    return new ReferenceBins(bins, counts);
  }

  private static ReferenceBins each(long[] cells) {
    byte[] bins = new byte[cells.length];
    for (int cell = 0; cell < cells.length; cell++) {
      bins[cell] = (byte) cell;
    }
    return new ReferenceBins(bins, cells);
  }

  /** Returns the bin of a cell. */
  public int bin(int cell) {
    return binOfCell.of(cell);
  }

  /** Returns how many bins. */
  public int size() {
    return counts.length;
  }

  /** Returns how many values of the reference a bin holds. */
  public long count(int bin) {
    return counts[bin];
  }

  /** Returns how many values each bin holds; not to be changed. */
  public long[] counts() {
    return counts;
  }

  /** Returns how many values the reference has. */
  public long total() {
    return total;
  }
}

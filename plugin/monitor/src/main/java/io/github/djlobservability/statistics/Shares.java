package io.github.djlobservability.statistics;

import java.util.Arrays;

/** Two rows of counts over the same cells, checked, as shares of their totals. */
public final class Shares {

  private final long[] reference;
  private final long[] current;
  private final long referenceTotal;
  private final long currentTotal;

  public Shares(long[] reference, long[] current) {
    if (reference.length != current.length) {
      throw new IllegalArgumentException(
          "reference has " + reference.length + " counts, current has " + current.length);
    }
    this.reference = reference;
    this.current = current;
    referenceTotal = total("reference", reference);
    currentTotal = total("current", current);
  }

  private static long total(String name, long[] counts) {
    long total = 0;
    for (int i = 0; i < counts.length; i++) {
      if (counts[i] < 0) {
        throw new IllegalArgumentException(
            name + "[" + i + "] must be 0 or more, got " + counts[i]);
      }
      total = Math.addExact(total, counts[i]);
    }
    return total;
  }

  /** Returns whether either side has nothing. */
  public boolean isEmpty() {
    return referenceTotal == 0 || currentTotal == 0;
  }

  /** Returns how many were counted on both sides. */
  public long total() {
    return Math.addExact(referenceTotal, currentTotal);
  }

  public int cells() {
    return reference.length;
  }

  public double reference(int cell) {
    return (double) reference[cell] / referenceTotal;
  }

  public double current(int cell) {
    return (double) current[cell] / currentTotal;
  }

  /**
   * Returns the counts of the cells that are not empty on both sides, the reference's row first.
   */
  public long[][] occupied() {
    int size = 0;
    long[][] table = new long[2][reference.length];
    for (int i = 0; i < reference.length; i++) {
      if (reference[i] > 0 || current[i] > 0) {
        table[0][size] = reference[i];
        table[1][size++] = current[i];
      }
    }
    return new long[][] {Arrays.copyOf(table[0], size), Arrays.copyOf(table[1], size)};
  }
}

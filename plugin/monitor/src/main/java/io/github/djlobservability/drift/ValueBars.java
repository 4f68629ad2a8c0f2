package io.github.djlobservability.drift;

import io.github.djlobservability.drift.reference.CellGroups;
import io.github.djlobservability.drift.reference.FeatureReference;
import io.github.djlobservability.drift.reference.NumericCells;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Counts a feature's values by bars that people can look at: evenly spaced numbers, or categories.
 * A value is counted by its cell of the reference. Not thread-safe. Memory: 500 bytes.
 */
final class ValueBars {
  private static final int BARS = 20;

  /** So much of the reference lies beyond each end of the axis. */
  private static final double TAIL = 0.005;

  private final FeatureReference reference;
  private final CellGroups bars;
  private final double from;
  private final double to;
  private final double[] held;
  private final int[] counts;
  private int[] last = new int[0];

  ValueBars(FeatureReference reference) {
    this.reference = reference;
    NumericCells cells = reference.cells();
    byte[] barOfCell = new byte[reference.counts().length];
    if (cells == null) {
      from = Double.NaN;
      to = Double.NaN;
      counts = new int[barOfCell.length];
      for (int cell = 0; cell < barOfCell.length; cell++) {
        barOfCell[cell] = (byte) cell;
      }
    } else {
      double step = step(cells);
      from = cells.quantile(TAIL) - step / 2;
      to = Math.max(cells.quantile(1 - TAIL) + step / 2, from);
      counts = new int[bars(step)];
      place(cells.values(), barOfCell);
    }
    bars = new CellGroups(barOfCell);
    held = new double[counts.length];
    long[] ofReference = reference.counts();
    for (int cell = 0; cell < ofReference.length; cell++) {
      held[bars.of(cell)] += ofReference[cell];
    }
  }

  /** Returns 1 for whole numbers, which lie in the middle of a bar; 0 for others. */
  private static double step(NumericCells cells) {
    double[] values = cells.values();
    for (int cell = 1; cell < values.length; cell += 2) {
      if (values[cell] != Math.rint(values[cell])) {
        return 0;
      }
    }
    return 1;
  }

  private int bars(double step) {
    double width = to - from;
    if (!(width > 0)) {
      return 1;
    }
    return step > 0 && width <= 2 * BARS ? (int) Math.ceil(width / Math.ceil(width / BARS)) : BARS;
  }

  private void place(double[] values, byte[] barOfCell) {
    for (int cell = 0; cell < values.length; cell++) {
      double position = (values[cell] - from) / (to - from) * counts.length;
      int bar = Double.isNaN(position) ? 0 : (int) Math.max(0, Math.min(position, BARS));
      barOfCell[cell] = (byte) Math.min(bar, counts.length - 1);
    }
  }

  /** Counts a value. */
  void add(int cell) {
    counts[bars.of(cell)]++;
  }

  /** Keeps the counts of a window that is over, and begins the next. */
  void endWindow() {
    last = counts.clone();
    Arrays.fill(counts, 0);
  }

  /** Returns how the values are spread; the bar of other categories only if it holds any. */
  ValueSpread spread() {
    int rest = counts.length - 1;
    boolean none =
        !reference.isNumeric() && held[rest] == 0 && (last.length == 0 || last[rest] == 0);
    int shown = none ? rest : counts.length;
    return new ValueSpread(
        reference.name(),
        categories(shown),
        from,
        to,
        shares(Arrays.copyOf(held, shown)),
        Arrays.stream(last).allMatch(count -> count == 0)
            ? List.of()
            : shares(Arrays.stream(last).limit(shown).asDoubleStream().toArray()),
        reference.isNumeric() ? reference.summary().mean() : Double.NaN);
  }

  private List<String> categories(int shown) {
    List<String> names = new ArrayList<>();
    for (int cell = 0; !reference.isNumeric() && cell < shown; cell++) {
      names.add(reference.categoryCells().name(cell));
    }
    return names;
  }

  private static List<Double> shares(double[] counted) {
    double total = Math.max(1, Arrays.stream(counted).sum());
    return Arrays.stream(counted).map(count -> count / total).boxed().toList();
  }
}

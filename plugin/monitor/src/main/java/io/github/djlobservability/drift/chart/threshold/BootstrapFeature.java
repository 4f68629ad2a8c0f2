package io.github.djlobservability.drift.chart.threshold;

import io.github.djlobservability.drift.chart.bank.Accepted;
import io.github.djlobservability.drift.chart.bank.LikelihoodBank;
import io.github.djlobservability.drift.chart.bank.Overshoot;
import io.github.djlobservability.drift.chart.bank.RankTables;
import io.github.djlobservability.drift.chart.bank.SequentialRanks;
import io.github.djlobservability.drift.reference.FeatureReference;
import io.github.djlobservability.drift.reference.Hazard;
import io.github.djlobservability.drift.reference.profiled.TrialNeeds;
import io.github.djlobservability.statistics.UniformNoise;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A feature in a {@link BootstrapCalibration}: its values in the rows of the reference, and the
 * charts that they are put through. Not thread-safe.
 */
final class BootstrapFeature {

  private static final int ABSENT = -1;

  /** Two rows of different categories differ as much as two numbers half of all apart. */
  private static final double OTHER_CATEGORY = 0.25;

  private final FeatureReference reference;

  /** The cell of each row. */
  private final int[] cells;

  /** The middle rank of each cell of a number, in (0, 1). */
  private final double[] middles;

  private final LikelihoodBank bank;
  private final long seed;
  private SequentialRanks ranks;
  private long item;
  private double evidence;

  private BootstrapFeature(
      FeatureReference reference, int[] cells, LikelihoodBank bank, long seed) {
    this.reference = reference;
    this.cells = cells;
    this.bank = bank;
    this.seed = UniformNoise.seed(seed, reference.name());
    ranks = new SequentialRanks(reference.counts());
    bank.compareWith(ranks); // what a chart gains goes by the reference's shares
    middles = new double[reference.counts().length];
    for (int cell = 0; cell < middles.length; cell++) {
      middles[cell] = ranks.peek(cell, 0.5);
    }
  }

  /**
   * Returns a feature; empty if no row has a value of it.
   *
   * @param values of the reference's rows; NaN where there is none
   */
  static Optional<BootstrapFeature> of(
      FeatureReference reference, double[] values, RankTables tables, long seed) {
    Accepted accepted = Accepted.of(reference);
    int[] cells = new int[values.length];
    for (int row = 0; row < cells.length; row++) {
      cells[row] = Double.isNaN(values[row]) ? ABSENT : accepted.cell(values[row]);
    }
    LikelihoodBank bank = LikelihoodBank.of(reference, tables);
    bank.discount(reference.dependence());
    return Arrays.stream(cells).allMatch(cell -> cell == ABSENT)
        ? Optional.empty()
        : Optional.of(new BootstrapFeature(reference, cells, bank, seed));
  }

  int rows() {
    return cells.length;
  }

  boolean isDependent() {
    return TrialNeeds.isWorthATrial(reference);
  }

  /** Returns how unlike the values of two rows are, from 0 to 1. */
  double distance(int row, int other) {
    int a = cells[row];
    int b = cells[other];
    if (a == b || a == ABSENT || b == ABSENT) {
      return 0;
    }
    if (!reference.isNumeric()) {
      return OTHER_CATEGORY;
    }
    double gap = middles[a] - middles[b];
    return gap * gap;
  }

  /**
   * Begins anew, with a reference of these rows.
   *
   * @param first number of the next item's random number
   */
  void begin(int[] rows, long first) {
    long[] counts = new long[middles.length];
    for (int row : rows) {
      if (cells[row] != ABSENT) {
        counts[cells[row]]++;
      }
    }
    ranks = new SequentialRanks(counts);
    bank.compareWith(ranks);
    bank.restart();
    item = first;
    evidence = 0;
  }

  /** Takes in the value of a row; returns the evidence on the model's scale. */
  double next(int row) {
    if (cells[row] != ABSENT) {
      bank.grown(ranks);
      evidence = bank.update(ranks.next(cells[row], UniformNoise.at(seed, item++)), ranks);
    }
    return evidence * reference.alarmShare().weight();
  }

  /** Returns the feature's part in the model's rate of false alarms by theory. */
  List<Hazard> hazards(Overshoot overshoot) {
    return bank.hazards(overshoot).stream().map(reference.alarmShare()::of).toList();
  }
}

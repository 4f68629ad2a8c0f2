package io.github.djlobservability.drift.chart.bank;

import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * The changes looked for in numbers, as densities of a rank after the change, constant on {@value
 * #SLOTS} slots.
 *
 * <p>Location and spread are those of normal scores: the rank's normal quantile z is N(d, 1) or
 * N(0, s^2) after the change. For features that are not normal the scores are, by construction, so
 * a size means the same for all of them. The tenths catch what neither sees, such as a default
 * value that replaces a part.
 */
public final class RankAlternatives {

  static final int SLOTS = 1000;
  public static final int TENTHS = 10;

  private static final double[] LOCATIONS = {0.125, 0.22, 0.36, 0.6, 1.1};

  /** Most for shifts that take a hundred items and more; large ones are found soon anyway. */
  private static final double[] LOCATION_WEIGHTS = {0.025, 0.09, 0.13, 0.085, 0.045};

  private static final double[] SPREADS = {1.25, 2, 0.8, 0.5};
  private static final double SHARE_RATIO = 2.5;

  /** Half the distance of two humps; their spread is what leaves the variance as it was. */
  private static final double HUMP = 0.8;

  /** Size of the smooth component that makes one tail longer and the other shorter. */
  private static final double LEAN = 0.3;

  private static final double SPREAD_WEIGHT = 0.1 / SPREADS.length;
  private static final double TENTH_WEIGHT = 0.05 / TENTHS;
  private static final double SHARP_WEIGHT = 0.02;

  /** Two humps have little to tell in each item. */
  private static final double HUMPS_WEIGHT = 0.06;

  private static final double LEAN_WEIGHT = 0.02 / 2;
  private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);

  private final double dependence;
  private final List<Alternative> alternatives = new ArrayList<>();
  private final double[] weights;

  /** Densities of slot 0, then of slot 1, and so on. */
  private final double[] densities;

  /** The sums of the densities of the slots before slot 0, before slot 1, and so on to all. */
  private final double[] sums;

  /**
   * Makes the alternatives for items that depend on each other, where {@code dependence} items are
   * worth one independent item: the logarithms of the densities are divided by that, so that sums
   * of them vary no more than those of independent items do.
   */
  RankAlternatives(double dependence) {
    this.dependence = dependence;
    List<double[]> columns = new ArrayList<>();
    for (int size = 0; size < LOCATIONS.length; size++) {
      double weight = LOCATION_WEIGHTS[size];
      addNormal(columns, LOCATIONS[size], 1, ChangeKind.LOCATION, weight);
      addNormal(columns, -LOCATIONS[size], 1, ChangeKind.LOCATION, weight);
    }
    for (double spread : SPREADS) {
      addNormal(columns, 0, spread, ChangeKind.SPREAD, SPREAD_WEIGHT);
    }
    for (int tenth = 0; tenth < TENTHS; tenth++) {
      add(columns, tenth(tenth), ChangeKind.SHARE, tenth, TENTH_WEIGHT);
    }
    addScored(columns, RankAlternatives::laplace, SHARP_WEIGHT);
    addScored(columns, RankAlternatives::humps, HUMPS_WEIGHT);
    addLeaning(columns, LEAN);
    addLeaning(columns, -LEAN);
    weights = alternatives.stream().mapToDouble(Alternative::weight).toArray();
    densities = new double[SLOTS * columns.size()];
    for (int slot = 0; slot < SLOTS; slot++) {
      for (int chart = 0; chart < columns.size(); chart++) {
        densities[slot * columns.size() + chart] =
            Math.pow(columns.get(chart)[slot], 1 / dependence);
      }
    }
    sums = sums();
  }

  private double[] sums() {
    int charts = weights.length;
    double[] before = new double[densities.length + charts];
    for (int i = 0; i < densities.length; i++) {
      before[i + charts] = before[i] + densities[i];
    }
    return before;
  }

  private void addNormal(
      List<double[]> columns, double mean, double deviation, ChangeKind change, double weight) {
    double[] column = new double[SLOTS];
    double below = 0;
    for (int slot = 0; slot < SLOTS; slot++) {
      double end = NORMAL.inverseCumulativeProbability((slot + 1.0) / SLOTS);
      double upTo = NORMAL.cumulativeProbability((end - mean) / deviation);
      column[slot] = (upTo - below) * SLOTS;
      below = upTo;
    }
    add(columns, column, change, -1, weight);
  }

  /** The distribution function of a normal score after the change. */
  private void addScored(List<double[]> columns, DoubleUnaryOperator distribution, double weight) {
    double[] column = new double[SLOTS];
    double below = 0;
    for (int slot = 0; slot < SLOTS; slot++) {
      double end = NORMAL.inverseCumulativeProbability((slot + 1.0) / SLOTS);
      double upTo = distribution.applyAsDouble(end);
      column[slot] = (upTo - below) * SLOTS;
      below = upTo;
    }
    add(columns, column, ChangeKind.SHAPE, -1, weight);
  }

  /** Heavier tails and a sharper middle, mean 0 and variance 1. */
  private static double laplace(double score) {
    double tail = Math.exp(-Math.sqrt(2) * Math.abs(score)) / 2;
    return score < 0 ? tail : 1 - tail;
  }

  /** Returns the density of two humps, mean 0 and variance 1. */
  private static double humps(double score) {
    double spread = Math.sqrt(1 - HUMP * HUMP);
    return (NORMAL.cumulativeProbability((score - HUMP) / spread)
            + NORMAL.cumulativeProbability((score + HUMP) / spread))
        / 2;
  }

  /** Neyman's smooth component of order 3, see Ledwina, JASA 89, 1994. */
  private void addLeaning(List<double[]> columns, double size) {
    double[] column = new double[SLOTS];
    double sum = 0;
    for (int slot = 0; slot < SLOTS; slot++) {
      double x = (2 * slot + 1.0) / SLOTS - 1;
      column[slot] = Math.exp(size * Math.sqrt(7) * (5 * x * x * x - 3 * x) / 2);
      sum += column[slot] / SLOTS;
    }
    for (int slot = 0; slot < SLOTS; slot++) {
      column[slot] /= sum;
    }
    add(columns, column, ChangeKind.SHAPE, -1, LEAN_WEIGHT);
  }

  private static double[] tenth(int tenth) {
    double[] column = new double[SLOTS];
    double share = 1.0 / TENTHS;
    for (int slot = 0; slot < SLOTS; slot++) {
      boolean inside = slot / (SLOTS / TENTHS) == tenth;
      column[slot] = inside ? SHARE_RATIO : (1 - SHARE_RATIO * share) / (1 - share);
    }
    return column;
  }

  private void add(
      List<double[]> columns, double[] column, ChangeKind change, int bin, double weight) {
    double information = 0;
    for (double density : column) {
      information += density * Math.log(density) / SLOTS;
    }
    columns.add(column);
    alternatives.add(new Alternative(change, bin, information / dependence, weight));
  }

  int size() {
    return alternatives.size();
  }

  Alternative get(int chart) {
    return alternatives.get(chart);
  }

  /** Returns the index of a rank's first density in {@link #densities()}. */
  int offset(double rank) {
    return Math.min(SLOTS - 1, (int) (rank * SLOTS)) * weights.length;
  }

  /**
   * Puts the means of the densities from one rank to another, which is higher, into an array. Equal
   * values have these: evidence that comes from a random order among them is none.
   */
  void average(double from, double to, double[] means) {
    double first = from * SLOTS;
    double last = Math.min(SLOTS, to * SLOTS);
    int firstSlot = Math.min(SLOTS - 1, (int) first);
    int lastSlot = Math.min(SLOTS - 1, (int) last);
    double share = 1 / (last - first);
    double ofFirst = (first - firstSlot) * share;
    double ofLast = (last - lastSlot) * share;
    int charts = means.length;
    int a = firstSlot * charts;
    int b = lastSlot * charts;
    for (int i = 0; i < charts; i++) {
      means[i] =
          (sums[b + i] - sums[a + i]) * share
              + ofLast * densities[b + i]
              - ofFirst * densities[a + i];
    }
  }

  double[] densities() {
    return densities;
  }

  double[] weights() {
    return weights;
  }
}

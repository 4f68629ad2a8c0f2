package io.github.djlobservability.drift.chart.bank;

import io.github.djlobservability.drift.reference.Hazard;
import io.github.djlobservability.drift.reference.NumericCells;
import java.util.Arrays;
import java.util.List;

/**
 * The charts of a figure c whose mean is at most 0 given the past, as long as nothing changes:
 *
 * <pre>R(t) = (1 + R(t-1)) (1 + s c(t)),   0 &lt; s</pre>
 *
 * of which R(t) - t is a supermartingale whatever else of the distribution moves, where ranks would
 * need it to stay. A loss of more than all is cut, and the stake is worth less by what that gives.
 *
 * <p>J. Shin, A. Ramdas and A. Rinaldo, <i>E-detectors: A Nonparametric Framework for Sequential
 * Change Detection</i>, 2022. I. Waudby-Smith and A. Ramdas, <i>Estimating Means of Bounded Random
 * Variables by Betting</i>, JRSS B 86, 2024.
 */
public final class BettingBank extends LikelihoodBank {

  /** Stands for a rank: figures from -{@value} to {@value} as numbers from 0 to 1. */
  private static final double LARGEST = 20;

  private static final double[] STAKES = {0.02, 0.05, 0.1, 0.2, 0.4};
  private static final double WEIGHT = 1.0 / STAKES.length;

  /** The most of it all that can be lost. */
  private static final double MOST_LOST = 0.95;

  private static final double RUINED = 0.01;

  private final double[] given = new double[STAKES.length];
  private final double[] information = new double[STAKES.length];
  private double centre;
  private double dependence = 1;
  private double[] figures = {};
  private long[] counts = {};

  BettingBank() {
    super(STAKES.length);
  }

  /** Returns the place from 0 to 1 that stands for a figure's rank. */
  public static double place(double figure) {
    double inside = Math.max(-LARGEST, Math.min(LARGEST, figure));
    return Math.min((inside / LARGEST + 1) / 2, Math.nextDown(1.0));
  }

  @Override
  public void accept(Accepted accepted, boolean isReference) {
    NumericCells cells = accepted.cells();
    if (cells != null) {
      figures = cells.values();
      counts = cells.counts();
    }
    double items = Math.max(1, accepted.total());
    // Of what is like the reference the mean is known; of the stream it is not.
    centre =
        isReference
            ? 0
            : Math.max(0, accepted.mean() + 2 * accepted.deviation() / Math.sqrt(items));
  }

  @Override
  public void discount(double items) {
    dependence = items;
    Arrays.fill(given, 0);
    for (int chart = 0; chart < STAKES.length; chart++) {
      given[chart] = mean(chart, false);
      information[chart] = mean(chart, true);
    }
  }

  /**
   * Returns the mean over the figures of the part that is cut away, or of the chart's gain when it
   * is right.
   */
  private double mean(int chart, boolean gain) {
    double sum = 0;
    double all = 0;
    for (int i = 0; i < figures.length; i++) {
      double figure = figures[i] - centre;
      double wealth = wealth(chart, figure);
      double cut = Math.max(0, -MOST_LOST / STAKES[chart] - figure);
      sum += counts[i] * (gain ? wealth * Math.log(wealth) / dependence : cut);
      all += counts[i];
    }
    double least = gain ? 1e-6 : 0;
    return all == 0 ? least : Math.max(least, sum / all);
  }

  private double wealth(int chart, double figure) {
    double kept = Math.max(-MOST_LOST / STAKES[chart], figure);
    return Math.max(RUINED, 1 + STAKES[chart] * (kept - given[chart]));
  }

  private double figure(double place) {
    return (2 * place - 1) * LARGEST - centre;
  }

  @Override
  public double update(double place, SequentialRanks past) {
    double figure = figure(place);
    double sum = 0;
    for (int chart = 0; chart < evidence.length; chart++) {
      evidence[chart] = (1 + evidence[chart]) * density(chart, figure);
      sum += WEIGHT * evidence[chart];
    }
    return sum;
  }

  private double density(int chart, double figure) {
    double wealth = wealth(chart, figure);
    return dependence > 1 ? Math.pow(wealth, 1 / dependence) : wealth;
  }

  @Override
  double logDensity(int chart, double place) {
    return Math.log(density(chart, figure(place)));
  }

  @Override
  public List<Hazard> hazards(Overshoot overshoot) {
    return smallStepHazards();
  }

  @Override
  public Alternative alternative(int chart) {
    return new Alternative(ChangeKind.LOCATION, -1, information[chart], WEIGHT);
  }
}

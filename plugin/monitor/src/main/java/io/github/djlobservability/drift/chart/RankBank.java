package io.github.djlobservability.drift.chart;

import io.github.djlobservability.drift.reference.Hazard;
import java.util.List;

/** The charts of a numeric feature: location, spread and tenths, see {@link RankAlternatives}. */
final class RankBank extends LikelihoodBank {

  private final RankTables tables;
  private final double[] averages;
  private RankAlternatives table;

  RankBank(RankTables tables) {
    super(tables.of(1).size());
    averages = new double[size()];
    this.tables = tables;
    table = tables.of(1);
  }

  @Override
  void discount(double items) {
    table = tables.of(items);
  }

  @Override
  double update(double rank, SequentialRanks past) {
    if (past.isWiderThan(RankAlternatives.WIDE)) {
      table.average(past.low(), past.low() + past.width(), averages);
      return climb(averages, 0);
    }
    return climb(table.densities(), table.offset(rank));
  }

  private double climb(double[] densities, int offset) {
    double[] weights = table.weights();
    double[] r = evidence;
    // Two sums, so that one addition need not wait for the other; the charts are even in number.
    double even = 0;
    double odd = 0;
    for (int i = 0; i + 1 < r.length; i += 2) {
      double first = (1 + r[i]) * densities[offset + i];
      double second = (1 + r[i + 1]) * densities[offset + i + 1];
      r[i] = first;
      r[i + 1] = second;
      even += weights[i] * first;
      odd += weights[i + 1] * second;
    }
    return even + odd;
  }

  @Override
  double logDensity(int chart, double rank) {
    return Math.log(table.densities()[table.offset(rank) + chart]);
  }

  @Override
  List<Hazard> hazards(Overshoot overshoot) {
    return smallStepHazards();
  }

  @Override
  Alternative alternative(int chart) {
    return table.get(chart);
  }
}

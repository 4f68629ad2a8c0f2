package io.github.djlobservability.drift;

/** The charts of a numeric feature: location, spread and tenths, see {@link RankAlternatives}. */
final class RankBank extends LikelihoodBank {

  private static final RankAlternatives TABLE = RankAlternatives.STANDARD;

  RankBank() {
    super(TABLE.size());
  }

  @Override
  double update(double rank) {
    double[] densities = TABLE.densities();
    double[] weights = TABLE.weights();
    double[] r = evidence;
    int offset = TABLE.offset(rank);
    for (int i = 0; i < r.length; i++) {
      r[i] = (1 + r[i]) * densities[offset + i];
    }
    // Two sums, so that one addition need not wait for the other.
    double even = 0;
    double odd = 0;
    for (int i = 0; i + 1 < r.length; i += 2) {
      even += weights[i] * r[i];
      odd += weights[i + 1] * r[i + 1];
    }
    return even + odd;
  }

  @Override
  double logDensity(int chart, double rank) {
    return Math.log(TABLE.densities()[TABLE.offset(rank) + chart]);
  }

  @Override
  Alternative alternative(int chart) {
    return TABLE.get(chart);
  }
}

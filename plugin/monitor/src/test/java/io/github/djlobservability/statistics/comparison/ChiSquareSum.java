package io.github.djlobservability.statistics.comparison;

/**
 * The law of {@code sum over j of Z_j^2 / v_j} with independent standard normal Z: the limit of the
 * Cramer-von Mises and Anderson-Darling statistics.
 *
 * <p>With {@code D(y) = product over j of (1 - y / v_j)}, Smirnov's formula gives
 *
 * <pre>P(sum &gt; x) = 1/pi sum over k of (-1)^(k+1) integral from v_(2k-1) to v_(2k) of
 *              exp(-x y / 2) / (y sqrt(-D(y))) dy</pre>
 *
 * whose first term is the tail itself, so that small probabilities keep their relative precision.
 * The roots at the ends of each integral are the weight of Gauss-Chebyshev quadrature.
 *
 * <p>N. V. Smirnov, <i>Sur la distribution de w^2</i>, Comptes Rendus 202, 1936; closed forms of D
 * from T. W. Anderson and D. A. Darling, Annals of Mathematical Statistics 23, 1952.
 */
enum ChiSquareSum {

  /** {@code v_j = (pi j)^2}, mean 1/6. */
  CRAMER_VON_MISES(0.005) {
    @Override
    double pole(int j) {
      return Math.PI * Math.PI * j * j;
    }

    @Override
    double determinant(double y) {
      double root = Math.sqrt(y);
      return Math.sin(root) / root;
    }
  },

  /** {@code v_j = j (j + 1)}, mean 1. */
  ANDERSON_DARLING(0.05) {
    @Override
    double pole(int j) {
      return j * (j + 1.0);
    }

    @Override
    double determinant(double y) {
      return -Math.cos(Math.PI / 2 * Math.sqrt(1 + 4 * y)) / (Math.PI * y);
    }
  };

  /** Integrands below {@code exp(-45)} of the largest add nothing. */
  private static final double NEGLIGIBLE_EXPONENT = 45;

  private static final int NODES = 128;

  /** Below it the probability is 1 to 15 digits. */
  private final double certain;

  ChiSquareSum(double certain) {
    this.certain = certain;
  }

  abstract double pole(int j);

  abstract double determinant(double y);

  /** Returns the probability of a sum above {@code x}. */
  double survival(double x) {
    if (x < certain) {
      return 1;
    }
    double sum = 0;
    double sign = 1;
    for (int k = 1; x * (pole(2 * k - 1) - pole(1)) / 2 < NEGLIGIBLE_EXPONENT; k++) {
      sum += sign * integral(x, pole(2 * k - 1), pole(2 * k));
      sign = -sign;
    }
    return Math.max(0, Math.min(1, sum / Math.PI));
  }

  private double integral(double x, double from, double to) {
    double centre = (from + to) / 2;
    double half = (to - from) / 2;
    double sum = 0;
    for (int i = 0; i < NODES; i++) {
      double node = Math.cos(Math.PI * (i + 0.5) / NODES);
      double y = centre + half * node;
      double weight = half * Math.sqrt(1 - node * node);
      sum += weight * Math.exp(-x * y / 2) / (y * Math.sqrt(-determinant(y)));
    }
    return sum * Math.PI / NODES;
  }
}

package io.github.djlobservability.rival;

/**
 * The variance of an exponentially weighted average of {@code t} values of variance 1, begun at its
 * expectation: {@code lambda / (2 - lambda) (1 - (1 - lambda)^(2 t))}.
 */
final class FillingVariance {

  /** Less does not change the result, and numbers near the smallest double are slow. */
  private static final double NEGLIGIBLE = 1e-20;

  private final double full;
  private final double decay;
  private double missing = 1;

  FillingVariance(double lambda) {
    full = lambda / (2 - lambda);
    decay = (1 - lambda) * (1 - lambda);
  }

  /** Returns the variance with one value more. */
  double next() {
    missing = missing > NEGLIGIBLE ? missing * decay : 0;
    return full * (1 - missing);
  }

  void clear() {
    missing = 1;
  }

  void save(StateWriter out) {
    out.put(missing);
  }

  void load(StateReader in) {
    missing = in.next();
  }
}

package io.github.djlobservability.rival;

/** An exponentially weighted rate and the sum of its squared weights. */
final class WeightedRate {
  private final double lambda;
  double rate;

  /** 0 while empty. */
  double weights;

  WeightedRate(double lambda) {
    this.lambda = lambda;
  }

  void add(double bit) {
    if (weights == 0) {
      set(bit, 1);
    } else {
      double kept = 1 - lambda;
      set(lambda * bit + kept * rate, lambda * lambda + kept * kept * weights);
    }
  }

  void set(double newRate, double newWeights) {
    rate = newRate;
    weights = newWeights;
  }

  void save(StateWriter out) {
    out.put(rate);
    out.put(weights);
  }

  void load(StateReader in) {
    set(in.next(), in.next());
  }
}

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
    double kept = 1 - lambda;
    boolean empty = weights == 0;
    set(
        empty ? bit : lambda * bit + kept * rate,
        lambda * lambda + kept * kept * (empty ? 1 : weights));
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

package io.github.djlobservability.rival;

/** The search for moves of one sign: {@code sign * x} rises. */
final class WeightedCut {
  private final double sign;
  private final WeightedRate cut;
  private final WeightedRate since;
  private double bound;

  WeightedCut(double sign, double lambda) {
    this.sign = sign;
    cut = new WeightedRate(lambda);
    since = new WeightedRate(lambda);
    clear();
  }

  void add(double bit, WeightedRate total, double log) {
    double totalBound = sign * total.rate + Math.sqrt(total.weights * log / 2);
    if (totalBound < bound) {
      bound = totalBound;
      cut.set(total.rate, total.weights);
      since.set(0, 0);
    } else {
      since.add(bit);
    }
  }

  /** 0 right after a cut, when there is nothing to compare. */
  double gap() {
    return since.weights == 0 ? 0 : sign * (since.rate - cut.rate);
  }

  double limit(double log) {
    return Math.sqrt((cut.weights + since.weights) * log / 2);
  }

  void clear() {
    cut.set(0, 0);
    since.set(0, 0);
    bound = Double.MAX_VALUE;
  }

  void save(StateWriter out) {
    cut.save(out);
    since.save(out);
    out.put(bound);
  }

  void load(StateReader in) {
    cut.load(in);
    since.load(in);
    bound = in.next();
  }
}

package io.github.djlobservability.rival;

/**
 * Count, mean and variance of the numbers seen, by Welford's updates (Technometrics 4, 1962), which
 * are exact for constants.
 */
final class RunningMoments {

  private long count;
  private double mean;
  private double squares;

  void add(double value) {
    count++;
    double deviation = value - mean;
    mean += deviation / count;
    squares += deviation * (value - mean);
  }

  long count() {
    return count;
  }

  double mean() {
    return mean;
  }

  /** With {@code n - 1}; 0 for fewer than two numbers. */
  double standardDeviation() {
    return count < 2 ? 0 : Math.sqrt(squares / (count - 1));
  }

  ReferenceMoments toReference() {
    return new ReferenceMoments(mean, standardDeviation());
  }

  void clear() {
    count = 0;
    mean = 0;
    squares = 0;
  }

  void save(StateWriter out) {
    out.putCount(count);
    out.put(mean);
    out.put(squares);
  }

  void load(StateReader in) {
    count = in.nextCount();
    mean = in.next();
    squares = in.next();
  }
}

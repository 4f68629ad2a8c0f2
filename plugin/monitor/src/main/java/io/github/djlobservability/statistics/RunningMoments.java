package io.github.djlobservability.statistics;

/**
 * Count, mean and variance of the numbers seen, by Welford's updates (Technometrics 4, 1962), which
 * are exact for constants.
 */
public final class RunningMoments {

  private long count;
  private double mean;
  private double squares;

  public void add(double value) {
    count++;
    double deviation = value - mean;
    mean += deviation / count;
    squares += deviation * (value - mean);
  }

  public long count() {
    return count;
  }

  public double mean() {
    return mean;
  }

  /** With {@code n - 1}; 0 for fewer than two numbers. */
  public double standardDeviation() {
    return count < 2 ? 0 : Math.sqrt(squares / (count - 1));
  }

  public ReferenceMoments toReference() {
    return new ReferenceMoments(mean, standardDeviation());
  }

  public void clear() {
    count = 0;
    mean = 0;
    squares = 0;
  }
}

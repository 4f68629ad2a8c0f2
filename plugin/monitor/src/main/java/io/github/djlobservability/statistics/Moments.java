package io.github.djlobservability.statistics;

/**
 * Count, mean, variance and extremes of the finite numbers seen. NaN and the infinities are left
 * out. Not thread-safe.
 *
 * <p>B. P. Welford, Technometrics 4, 1962; merged by T. F. Chan, G. H. Golub and R. J. LeVeque,
 * COMPSTAT 1982.
 */
public final class Moments {

  private long count;
  private double mean;
  private double squares;
  private double minimum = Double.POSITIVE_INFINITY;
  private double maximum = Double.NEGATIVE_INFINITY;

  /** Starts without values. */
  public Moments() {}

  /** As they were when written down. */
  public static Moments restore(
      long count, double mean, double variance, double minimum, double maximum) {
    Moments moments = new Moments();
    if (count > 0) {
      moments.count = count;
      moments.mean = mean;
      moments.squares = variance * count;
      moments.minimum = minimum;
      moments.maximum = maximum;
    }
    return moments;
  }

  /** Takes in one number, unless it is NaN or infinite. */
  public void add(double value) {
    if (!Double.isFinite(value)) {
      return;
    }
    count++;
    double before = value - mean;
    mean += before / count;
    squares += before * (value - mean);
    minimum = Math.min(minimum, value);
    maximum = Math.max(maximum, value);
  }

  /** Takes in all that another has seen. */
  public void merge(Moments other) {
    if (other.count == 0) {
      return;
    }
    long total = count + other.count;
    double gap = other.mean - mean;
    double share = (double) other.count / total;
    squares += other.squares + gap * gap * count * share;
    mean += gap * share;
    count = total;
    minimum = Math.min(minimum, other.minimum);
    maximum = Math.max(maximum, other.maximum);
  }

  /** Returns how many finite numbers. */
  public long count() {
    return count;
  }

  /** Returns the mean; NaN when nothing was seen. */
  public double mean() {
    return count == 0 ? Double.NaN : mean;
  }

  /** Returns the variance as a population (divided by n); NaN when nothing was seen. */
  public double variance() {
    return count == 0 ? Double.NaN : squares / count;
  }

  /** Returns the root of the variance; NaN when nothing was seen. */
  public double standardDeviation() {
    return Math.sqrt(variance());
  }

  /** Returns the smallest number; NaN when nothing was seen. */
  public double minimum() {
    return count == 0 ? Double.NaN : minimum;
  }

  /** Returns the largest number; NaN when nothing was seen. */
  public double maximum() {
    return count == 0 ? Double.NaN : maximum;
  }
}

package io.github.djlobservability.statistics;

/** Which numbers are measurements. */
public final class Magnitude {

  /** The largest taken in: its square, summed over any stream, stays finite. */
  public static final double MAX = 1e100;

  private Magnitude() {}

  /**
   * Returns whether the detectors take {@code value} in. NaN, the infinities and magnitudes above
   * {@link #MAX} are no measurements: every detector leaves them out, and counting them is the
   * business of a rule on data quality.
   */
  public static boolean isMeasurable(double value) {
    // False for NaN.
    return Math.abs(value) <= MAX;
  }
}

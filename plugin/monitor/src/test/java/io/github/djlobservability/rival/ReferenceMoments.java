package io.github.djlobservability.rival;

/**
 * Mean and standard deviation of a feature where it is known to be in order.
 *
 * @param mean the mean, finite
 * @param standardDeviation 0 or more; 0 says that the reference is constant, and then every other
 *     value is far out
 */
record ReferenceMoments(double mean, double standardDeviation) {

  /** Any deviation from a constant reference, and the most that one value counts for. */
  private static final double FAR = 1e9;

  /** Checks both. */
  ReferenceMoments {
    Preconditions.finite("mean", mean);
    Preconditions.notNegative("standardDeviation", standardDeviation);
  }

  /** Returns how many standard deviations {@code value} lies above the mean, at most a billion. */
  double standardise(double value) {
    double deviation = value - mean;
    if (deviation == 0) {
      return 0;
    }
    double z = deviation / standardDeviation;
    return Math.abs(z) <= FAR ? z : Math.copySign(FAR, z);
  }
}

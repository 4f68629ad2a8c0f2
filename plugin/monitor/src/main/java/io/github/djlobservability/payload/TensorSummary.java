package io.github.djlobservability.payload;

import io.github.djlobservability.statistics.Moments;

/**
 * A tensor in six figures. NaN and the infinities are left out of the mean, the standard deviation
 * and the extremes, which are NaN when nothing is left.
 *
 * @param mean of the finite elements
 * @param standardDeviation of the finite elements as a population (divided by n)
 * @param minimum smallest finite element
 * @param maximum largest finite element
 * @param nanShare share of all elements that are NaN, 0 to 1
 * @param zeroShare share of all elements that are zero, 0 to 1
 */
public record TensorSummary(
    double mean,
    double standardDeviation,
    double minimum,
    double maximum,
    double nanShare,
    double zeroShare) {

  /** Summarises these elements; no element at all gives NaN throughout. */
  public static TensorSummary of(double[] elements) {
    Moments moments = new Moments();
    int nans = 0;
    int zeros = 0;
    for (double element : elements) {
      if (Double.isNaN(element)) {
        nans++;
      } else if (element == 0) {
        zeros++;
      }
      moments.add(element);
    }
    return new TensorSummary(
        moments.mean(),
        moments.standardDeviation(),
        moments.minimum(),
        moments.maximum(),
        (double) nans / elements.length,
        (double) zeros / elements.length);
  }

  /** Returns the figure of an aspect that a tensor has; NaN for any other. */
  public double get(Aspect aspect) {
    return switch (aspect) {
      case MEAN -> mean;
      case STANDARD_DEVIATION -> standardDeviation;
      case MINIMUM -> minimum;
      case MAXIMUM -> maximum;
      case NAN_SHARE -> nanShare;
      case ZERO_SHARE -> zeroShare;
      default -> Double.NaN;
    };
  }
}

package io.github.djlobservability.statistics.comparison;

import io.github.djlobservability.statistics.SortedSample;

/**
 * Wasserstein's distance of order 1 (earth mover's): how far values must be moved on average to
 * turn one sample into the other, {@code integral of |F - G|}.
 *
 * <p>Statistic: the distance in the unit of the input, or in standard deviations of the reference
 * (divided by n); no p-value. Over the standard deviation of a constant reference it is 0 when the
 * current sample is the same constant, and infinite otherwise.
 *
 * <p>L. N. Wasserstein, <i>Markov Processes over Denumerable Products of Spaces</i>, Problems of
 * Information Transmission 5, 1969.
 */
public final class Wasserstein implements SampleMeasure {

  private final boolean overReferenceDeviation;

  private Wasserstein(boolean overReferenceDeviation) {
    this.overReferenceDeviation = overReferenceDeviation;
  }

  /** In the unit of the input. */
  public static Wasserstein plain() {
    return new Wasserstein(false);
  }

  /** In standard deviations of the reference, so that features can be compared. */
  public static Wasserstein overReferenceDeviation() {
    return new Wasserstein(true);
  }

  @Override
  public Measurement measure(SortedSample reference, SortedSample current) {
    if (reference.isEmpty() || current.isEmpty()) {
      return Measurement.UNDEFINED;
    }
    MergedSamples walk = new MergedSamples(reference, current);
    double distance = walk.integrate(Math::abs);
    if (overReferenceDeviation && distance > 0) {
      distance /= reference.moments().standardDeviation();
    }
    return Measurement.distance(distance);
  }
}

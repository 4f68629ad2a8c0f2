package io.github.djlobservability.statistics.comparison;

import io.github.djlobservability.statistics.SortedSample;

/**
 * The energy distance of two samples, {@code sqrt(2 integral of (F - G)^2)}, which is {@code sqrt(2
 * E|X - Y| - E|X - X'| - E|Y - Y'|)}.
 *
 * <p>Statistic: the distance, in the square root of the input's unit; no p-value.
 *
 * <p>M. L. Rizzo and G. J. Szekely, <i>Energy Distance</i>, WIREs Computational Statistics 8, 2016.
 */
public final class EnergyDistance implements SampleMeasure {

  @Override
  public Measurement measure(SortedSample reference, SortedSample current) {
    if (reference.isEmpty() || current.isEmpty()) {
      return Measurement.UNDEFINED;
    }
    MergedSamples walk = new MergedSamples(reference, current);
    return Measurement.distance(Math.sqrt(2 * walk.integrate(gap -> gap * gap)));
  }
}

package io.github.djlobservability.statistics.comparison;

import io.github.djlobservability.statistics.Shares;

/** Compares two samples by the shares of their cells. Immutable and thread-safe. */
abstract class ShareDistance implements CountMeasure {

  @Override
  public final Measurement measure(long[] reference, long[] current) {
    Shares shares = new Shares(reference, current);
    return shares.isEmpty() ? Measurement.UNDEFINED : Measurement.distance(distance(shares));
  }

  /** Returns the distance of two samples, neither of which is empty. */
  abstract double distance(Shares shares);
}

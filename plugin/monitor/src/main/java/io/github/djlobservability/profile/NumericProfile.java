package io.github.djlobservability.profile;

import io.github.djlobservability.statistics.BinCounts;
import io.github.djlobservability.statistics.KllSketch;
import io.github.djlobservability.statistics.Moments;

/**
 * The distribution of a numeric series in the reference. NaN and the infinities are counted and in
 * nothing else. Immutable and thread-safe.
 */
public final class NumericProfile implements SeriesProfile {

  private final Moments moments;
  private final long nanCount;
  private final long infiniteCount;
  private final KllSketch sketch;
  private final BinCounts bins;

  /** Keeps what it is given, which must not change any more. */
  public NumericProfile(
      Moments moments, long nanCount, long infiniteCount, KllSketch sketch, BinCounts bins) {
    this.moments = moments;
    this.nanCount = nanCount;
    this.infiniteCount = infiniteCount;
    this.sketch = sketch;
    this.bins = bins;
  }

  /** Returns how many finite numbers. */
  public long count() {
    return moments.count();
  }

  /** Returns how many NaN. */
  public long nanCount() {
    return nanCount;
  }

  /** Returns how many infinities. */
  public long infiniteCount() {
    return infiniteCount;
  }

  /** Returns the mean; NaN without a finite number. */
  public double mean() {
    return moments.mean();
  }

  /** Returns the variance as a population (divided by n); NaN without a finite number. */
  public double variance() {
    return moments.variance();
  }

  /** Returns the root of the variance; NaN without a finite number. */
  public double standardDeviation() {
    return moments.standardDeviation();
  }

  /** Returns the smallest finite number; NaN without one. */
  public double minimum() {
    return moments.minimum();
  }

  /** Returns the largest finite number; NaN without one. */
  public double maximum() {
    return moments.maximum();
  }

  /**
   * Quantiles, with the error of {@link KllSketch}; NaN without a finite number.
   *
   * @param shares from 0 to 1, ascending
   */
  public double[] quantiles(double... shares) {
    return sketch.quantiles(shares);
  }

  /**
   * Returns how many of the finite numbers are below {@code value}, with the error of {@link
   * KllSketch}.
   */
  public long countBelow(double value) {
    return sketch.countBelow(value);
  }

  /** Bins at the quantiles. */
  public BinCounts bins() {
    return bins;
  }

  /** Returns mean, spread and range of all values. */
  public Moments moments() {
    return moments;
  }

  public KllSketch sketch() {
    return sketch;
  }
}

package io.github.djlobservability.drift.chart.threshold;

import java.util.function.DoubleUnaryOperator;

/**
 * Finds where a rising function is zero: where the line through the ends of a stretch is zero, of
 * which the half is kept that has the zero in it. An end that stays twice counts half (the Illinois
 * variant), or a bent function would be approached from one side only. For functions that are
 * costly and about straight: a handful of points is enough.
 */
final class FalsePosition {
  private static final int MOST = 60;

  private FalsePosition() {}

  /**
   * Returns the zero, or the nearer end where there is none.
   *
   * @param precision how far the function, or the place, may be off
   */
  static double zero(DoubleUnaryOperator function, double from, double to, double precision) {
    double low = from;
    double high = to;
    double atLow = function.applyAsDouble(low);
    if (atLow >= 0) {
      return low;
    }
    double atHigh = function.applyAsDouble(high);
    if (atHigh <= 0) {
      return high;
    }
    double place = low;
    double value = atLow;
    for (int i = 0; i < MOST && high - low > precision && Math.abs(value) > precision; i++) {
      boolean wasBelow = value < 0;
      place = high - (high - low) * atHigh / (atHigh - atLow);
      value = function.applyAsDouble(place);
      if (value < 0) {
        low = place;
        atLow = value;
        atHigh = wasBelow && i > 0 ? atHigh / 2 : atHigh;
      } else {
        high = place;
        atHigh = value;
        atLow = wasBelow ? atLow : atLow / 2;
      }
    }
    return place;
  }
}

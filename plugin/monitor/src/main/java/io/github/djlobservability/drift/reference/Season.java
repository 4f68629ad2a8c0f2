package io.github.djlobservability.drift.reference;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A number's daily or weekly cycle, found in a reference of several days or weeks, and the
 * reference without it. Every value is adjusted by what the others tell of its time, so that the
 * reference's are as far off as those to come. What tells a cycle from chance is how well the odd
 * days (or weeks) tell the even ones, and the other way round; so a memory of hours is none.
 *
 * <p>Immutable.
 */
final class Season {

  private static final long HOUR = 3_600_000L;
  private static final long DAY = 24 * HOUR;
  private static final long WEEK = 7 * DAY;
  private static final SeasonalFit.Shape[] SHAPES = {
    new SeasonalFit.Shape(DAY, 8, false),
    new SeasonalFit.Shape(DAY, 24, false),
    new SeasonalFit.Shape(WEEK, 7, false),
    new SeasonalFit.Shape(WEEK, 28, false),
    new SeasonalFit.Shape(WEEK, 56, false),
    new SeasonalFit.Shape(WEEK, 168, false),
    new SeasonalFit.Shape(DAY, 8, true),
    new SeasonalFit.Shape(DAY, 24, true),
    new SeasonalFit.Shape(WEEK, 28, true),
    new SeasonalFit.Shape(WEEK, 56, true)
  };

  private static final int MIN_PERIODS = 5;
  private static final int MIN_VALUES = 200;
  private static final int VALUES_PER_PART = 8;

  /** Likelihood, as a logarithm, that a cycle must gain: of each value, and in all. */
  private static final double GAIN = 0.02;

  private static final double LEAST_GAIN = 15;

  /** The same of a cut that is finer than another. */
  private static final double FINER = 2;

  /** Share of values at either end that count as no further away than the others. */
  private static final double RARE = 0.01;

  /** Less than a twentieth of an item more for each is nothing. */
  private static final double NO_DEPENDENCE = 0.05;

  private final SeasonalFit fit;
  private final NumericCells cells;
  private final NumberSummary summary;
  private final double dependence;

  private Season(SeasonalFit fit, double[] adjusted, double dependence) {
    this.fit = fit;
    double[] present = Arrays.stream(adjusted).filter(value -> !Double.isNaN(value)).toArray();
    cells = NumericCells.ofSample(present);
    summary = NumberSummary.of(present);
    this.dependence = dependence;
  }

  /**
   * Finds the cycle of a reference's numbers; null if there is none.
   *
   * @param values NaN where there is none
   * @param millis the time of each
   * @param positions the row of each, ascending
   */
  static @Nullable Season find(double[] values, long[] millis, long[] positions) {
    double[] fitted = withoutRare(values);
    long count = Arrays.stream(fitted).filter(value -> !Double.isNaN(value)).count();
    SeasonalFit.Shape best = count < MIN_VALUES ? null : best(fitted, millis, count);
    SeasonalFit fit = best == null ? null : SeasonalFit.of(best, fitted, millis);
    if (best == null || fit == null) {
      return null;
    }
    double[] adjusted = new double[values.length];
    for (int i = 0; i < adjusted.length; i++) {
      adjusted[i] =
          Double.isNaN(values[i])
              ? Double.NaN
              : fit.adjustedWithout(values[i], fitted[i], millis[i]);
    }
    // The items of an hour share the error of its mean, of which each day of the reference tells.
    double rows = positions[positions.length - 1] + 1.0;
    double shared = rows / count / periods(best.period(), fitted, millis);
    double dependence = Dependence.ofNumbers(adjusted, positions);
    return new Season(fit, adjusted, Math.max(dependence, shared < NO_DEPENDENCE ? 1 : 1 + shared));
  }

  private static double[] withoutRare(double[] values) {
    double[] sorted = Arrays.stream(values).filter(Double::isFinite).sorted().toArray();
    if (sorted.length == 0) {
      return new double[0];
    }
    double low = sorted[(int) (RARE * sorted.length)];
    double high = sorted[(int) ((1 - RARE) * sorted.length)];
    return Arrays.stream(values)
        .map(x -> Double.isNaN(x) ? Double.NaN : Math.max(low, Math.min(high, x)))
        .toArray();
  }

  private static SeasonalFit.@Nullable Shape best(double[] values, long[] millis, long count) {
    SeasonalFit.Shape best = null;
    double most = Math.max(LEAST_GAIN, GAIN * count);
    for (SeasonalFit.Shape shape : SHAPES) {
      if (count >= (long) VALUES_PER_PART * shape.parts()
          && periods(shape.period(), values, millis) >= MIN_PERIODS) {
        double gain = gain(shape, values, millis, 0) + gain(shape, values, millis, 1);
        if (gain > most) {
          best = shape;
          most = gain + FINER;
        }
      }
    }
    return best;
  }

  /** How much better one half of the days tells the other than without a cycle. */
  private static double gain(SeasonalFit.Shape shape, double[] values, long[] millis, int half) {
    double[] own = new double[values.length];
    for (int i = 0; i < own.length; i++) {
      boolean told = Math.floorMod(Math.floorDiv(millis[i], shape.period()), 2) == half;
      own[i] = told ? values[i] : Double.NaN;
    }
    SeasonalFit fit = SeasonalFit.of(shape, own, millis);
    NumberSummary all =
        NumberSummary.of(Arrays.stream(own).filter(value -> !Double.isNaN(value)).toArray());
    if (fit == null || !(all.deviation() > 0)) {
      return Double.NEGATIVE_INFINITY;
    }
    double gain = 0;
    for (int i = 0; i < values.length; i++) {
      if (!Double.isNaN(values[i]) && Double.isNaN(own[i])) {
        double score = fit.score(values[i], millis[i]);
        double plain = (values[i] - all.mean()) / all.deviation();
        gain +=
            (plain * plain - score * score) / 2
                + Math.log(all.deviation() / fit.deviation(millis[i]));
      }
    }
    return gain;
  }

  private static int periods(long period, double[] values, long[] millis) {
    Set<Long> seen = new HashSet<>();
    for (int i = 0; i < values.length; i++) {
      if (!Double.isNaN(values[i])) {
        seen.add(Math.floorDiv(millis[i], period));
      }
    }
    return seen.size();
  }

  /** Returns what a value would be at an average time. */
  double adjusted(double value, long millis) {
    return fit.adjusted(value, millis);
  }

  /** Returns the reference's values without the cycle. */
  NumericCells cells() {
    return cells;
  }

  NumberSummary summary() {
    return summary;
  }

  /** Returns how many items are worth one independent item once the cycle is out. */
  double dependence() {
    return dependence;
  }

  /** Differs for another cycle. */
  String fingerprint() {
    return fit.fingerprint() + dependence;
  }
}

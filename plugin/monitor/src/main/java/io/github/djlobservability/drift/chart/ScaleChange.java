package io.github.djlobservability.drift.chart;

import io.github.djlobservability.drift.reference.NumericCells;
import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Tells that values have become a number of times as large, as where a unit changes: the logarithms
 * have moved and are as spread as before. A shift would leave them less spread, or more. Zeros
 * don't tell, and where there are numbers below zero a factor may mean nothing, as in decibels.
 * Stateless.
 *
 * <p>The factor is the ratio of the middles. Where its interval has the factor of a unit, and no
 * other unit's, it is that, if it is a power of ten or the interval is narrow; else it is the
 * measured one, with as many digits as are known.
 */
final class ScaleChange {

  /** Begins the words. */
  static final String WORDS = "values are about ";

  private static final int MIN_VALUES = 4;

  /** Smaller factors are hard to tell from a shift. */
  private static final double LEAST = Math.log(1.5);

  /** Values further from their middle are of before the change, if they are few. */
  private static final double FAR = 5;

  private static final double FEW = 0.2;

  /** How many standard errors the spread may be off. */
  private static final double SAME = 4;

  /**
   * A shift to r times the size leaves one r-th of the spread of logarithms. What is off by less
   * than a third of that on the scale of logarithms does not look like a shift.
   */
  private static final double NO_SHIFT = 1.0 / 3;

  /** How many standard errors a factor must be from 1, whatever chose the values. */
  private static final double SURE = 6;

  /** How many standard errors a unit's factor may be off. */
  private static final double NEAR = 3;

  /** A unit but a power of ten is told where its factor can't be off by more, as a logarithm. */
  private static final double NARROW = 0.04;

  /** A factor is told where its standard error is no more. */
  private static final double EXACT = 0.08;

  /** As far as distributions of one kind differ in 99 of 100 cases, by Kolmogorov. */
  private static final double ALIKE = 1.63;

  /** Inches, pounds, miles, feet, metres a second; days, months, hours, minutes and seconds. */
  private static final double[] UNITS = {
    1.609, 2.205, 2.54, 3.281, 3.6, 7, 12, 24, 30.48, 60, 1440, 3600, 86_400
  };

  private static final int MOST_TENS = 12;

  private ScaleChange() {}

  /**
   * Says it.
   *
   * @param before the values before
   * @param sinceOnset the values since the onset, which may be a few too early
   * @param dependence how many values are worth one independent value
   * @return words such as {@code values are about 100 times as large}; null where it is no such
   *     change, or too few values tell
   */
  static @Nullable String words(NumericCells before, double[] sinceOnset, double dependence) {
    Sizes was = Sizes.of(before.values(), before.counts());
    double[] current = ofOneKind(sinceOnset, was.deviation);
    Arrays.sort(current);
    long[] once = new long[current.length];
    Arrays.fill(once, 1);
    Sizes is = Sizes.of(current, once);
    double moved = is.middle - was.middle;
    boolean scaled =
        is.count >= MIN_VALUES
            && was.deviation > 0
            && Math.abs(moved) >= LEAST
            && was.isAsSpread(is, NO_SHIFT * Math.abs(moved))
            && was.isPositive
            && is.isPositive;
    if (!scaled) {
      return null;
    }
    double error =
        Sizes.MIDDLE_ERROR * was.deviation * Math.sqrt(dependence * (1 / is.count + 1 / was.count));
    double size = Math.abs(moved);
    double unit = unit(size, NEAR * error);
    boolean isKnown = size >= SURE * error && error <= EXACT;
    double factor = unit > 0 ? unit : Math.exp(size);
    if (!isKnown || !isAlike(before, current, moved > 0 ? factor : 1 / factor)) {
      return null;
    }
    return WORDS
        + (unit > 0 ? written(unit, 3) : rounded(factor, error))
        + (moved > 0 ? " times as large" : " times as small");
  }

  /**
   * Returns the one unit's factor whose logarithm is as near; 0 where there are none or more, or it
   * can't be told from others.
   */
  private static double unit(double logarithm, double near) {
    double found = 0;
    boolean isTold = false;
    double ten = 1;
    for (int i = 0; i < UNITS.length + MOST_TENS; i++) {
      ten *= i < UNITS.length ? 1 : 10;
      double factor = i < UNITS.length ? UNITS[i] : ten;
      if (Math.abs(Math.log(factor) - logarithm) <= near) {
        if (found > 0) {
          return 0;
        }
        found = factor;
        isTold = i >= UNITS.length || near <= NARROW;
      }
    }
    return isTold ? found : 0;
  }

  private static double[] ofOneKind(double[] values, double deviation) {
    double[] sizes = Arrays.stream(values).map(Math::abs).sorted().toArray();
    double middle = sizes.length == 0 ? Double.NaN : Math.log(sizes[sizes.length / 2]);
    double[] kept =
        Arrays.stream(values)
            .filter(value -> Math.abs(Math.log(Math.abs(value)) - middle) <= FAR * deviation)
            .toArray();
    return kept.length >= (1 - FEW) * values.length ? kept : values.clone();
  }

  /** Returns whether values, but for a factor, are distributed as before. */
  private static boolean isAlike(NumericCells before, double[] current, double factor) {
    long[] counts = before.counts();
    long[] now = new long[counts.length];
    for (double value : current) {
      now[before.cell(value / factor)]++;
    }
    double total = Arrays.stream(counts).sum();
    double apart = 0;
    double most = 0;
    for (int cell = 0; cell < counts.length; cell++) {
      apart += counts[cell] / total - (double) now[cell] / current.length;
      most = Math.max(most, Math.abs(apart));
    }
    return most <= ALIKE / Math.sqrt(current.length);
  }

  /** The digits that are known. */
  private static String rounded(double factor, double error) {
    int digit = (int) Math.floor(Math.log10(2 * factor * error));
    double step = Math.pow(10, digit);
    return written(Math.rint(factor / step) * step, Math.max(0, -digit));
  }

  private static String written(double factor, int digits) {
    String text = String.format(Locale.ROOT, "%,." + Math.min(3, digits) + "f", factor);
    return text.contains(".") ? text.replaceAll("0+$", "").replaceAll("\\.$", "") : text;
  }

  /** The logarithms of values. */
  private static final class Sizes {
    /** Standard error of the middle, in deviations of the mean of as many normal values. */
    static final double MIDDLE_ERROR = 1.1;

    double count;
    boolean isPositive = true;
    double mean;

    /** Mean of the inner half, which a few values of before the change hardly move. */
    double middle;

    double deviation;
    double kurtosis;

    /**
     * @param values ascending
     * @param counts how often each is there
     */
    static Sizes of(double[] values, long[] counts) {
      Sizes sizes = new Sizes();
      double[] logs = new double[values.length];
      for (int i = 0; i < values.length; i++) {
        logs[i] = Math.log(values[i]);
        sizes.isPositive &= values[i] >= 0 || counts[i] == 0;
        if (Double.isFinite(logs[i])) {
          sizes.count += counts[i];
          sizes.mean += counts[i] * logs[i];
        }
      }
      sizes.mean /= sizes.count;
      sizes.middle = middle(logs, counts, sizes.count);
      double squares = 0;
      double fourths = 0;
      for (int i = 0; i < values.length; i++) {
        if (Double.isFinite(logs[i])) {
          double off = logs[i] - sizes.mean;
          squares += counts[i] * off * off;
          fourths += counts[i] * off * off * off * off;
        }
      }
      double variance = squares / sizes.count;
      sizes.deviation = Math.sqrt(squares / (sizes.count - 1));
      sizes.kurtosis = fourths / sizes.count / (variance * variance);
      return sizes;
    }

    private static double middle(double[] logs, long[] counts, double count) {
      double sum = 0;
      double before = 0;
      for (int i = 0; i < logs.length; i++) {
        if (Double.isFinite(logs[i])) {
          double after = before + counts[i];
          double inside = Math.min(after, 0.75 * count) - Math.max(before, 0.25 * count);
          sum += Math.max(0, inside) * logs[i];
          before = after;
        }
      }
      return sum / (0.5 * count);
    }

    boolean isAsSpread(Sizes other, double most) {
      double error = Math.sqrt(Math.max(1, kurtosis - 1) / (4 * (other.count - 1)));
      double off = Math.abs(Math.log(other.deviation / deviation));
      return off <= Math.min(most, SAME * error);
    }
  }
}

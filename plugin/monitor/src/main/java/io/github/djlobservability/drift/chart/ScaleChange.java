package io.github.djlobservability.drift.chart;

import io.github.djlobservability.drift.reference.NumericCells;
import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Tells that values have become a number of times as large, as where a unit changes: the logarithms
 * of their sizes have moved and are as spread as before. A shift would leave them less spread, or
 * more. Zeros don't tell. Stateless.
 */
final class ScaleChange {

  private static final int MIN_VALUES = 4;

  /** Smaller factors are no other unit, and hard to tell from a shift. */
  private static final double LEAST = Math.log(2);

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

  /** How many standard errors a power of ten may be off. */
  private static final double NEAR = 2;

  /** A factor is told where its error is less than a sixth. */
  private static final double EXACT = 0.15;

  /** As far as distributions of one kind differ in 99 of 100 cases, by Kolmogorov. */
  private static final double ALIKE = 1.63;

  private static final double TEN = Math.log(10);

  private ScaleChange() {}

  /**
   * Says it.
   *
   * @param before the values before
   * @param sinceOnset the values since the onset, which may be a few too early
   * @return words such as {@code values are about 100 times as large}; null where it is no such
   *     change, or too few values tell
   */
  static @Nullable String words(NumericCells before, double[] sinceOnset) {
    Sizes was = Sizes.of(before.values(), before.counts());
    double[] current = ofOneKind(sinceOnset, was.deviation);
    long[] once = new long[current.length];
    Arrays.fill(once, 1);
    Sizes is = Sizes.of(current, once);
    double moved = is.mean - was.mean;
    boolean scaled =
        is.count >= MIN_VALUES
            && was.deviation > 0
            && Math.abs(moved) >= LEAST
            && was.isAsSpread(is, NO_SHIFT * Math.abs(moved))
            && was.hasAsManyNegative(is);
    if (!scaled) {
      return null;
    }
    double error = was.deviation * Math.sqrt(1 / is.count + 1 / was.count);
    double tens = TEN * Math.rint(moved / TEN);
    boolean isTens = tens != 0 && Math.abs(moved - tens) <= NEAR * error;
    boolean isKnown = Math.abs(moved) >= SURE * error && (isTens || error <= EXACT);
    if (!isKnown || !isAlike(before, current, Math.exp(moved))) {
      return null;
    }
    double told = isTens ? tens : moved;
    return "values are about "
        + rounded(Math.exp(Math.abs(told)))
        + (told > 0 ? " times as large" : " times as small");
  }

  private static double[] ofOneKind(double[] values, double deviation) {
    double[] sizes = Arrays.stream(values).map(Math::abs).sorted().toArray();
    double middle = sizes.length == 0 ? Double.NaN : Math.log(sizes[sizes.length / 2]);
    double[] kept =
        Arrays.stream(values)
            .filter(value -> Math.abs(Math.log(Math.abs(value)) - middle) <= FAR * deviation)
            .toArray();
    return kept.length >= (1 - FEW) * values.length ? kept : values;
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

  /** Two digits. */
  private static String rounded(double factor) {
    double unit = Math.pow(10, Math.floor(Math.log10(factor)) - 1);
    double whole = Math.rint(factor / unit) * unit;
    return String.format(Locale.ROOT, whole >= 10 ? "%,.0f" : "%.1f", whole);
  }

  /** The logarithms of how far values are from zero. */
  private static final class Sizes {
    double count;
    double negative;
    double mean;
    double deviation;
    double kurtosis;

    static Sizes of(double[] values, long[] counts) {
      Sizes sizes = new Sizes();
      for (int i = 0; i < values.length; i++) {
        if (values[i] != 0 && Double.isFinite(values[i]) && counts[i] > 0) {
          sizes.count += counts[i];
          sizes.negative += values[i] < 0 ? counts[i] : 0;
          sizes.mean += counts[i] * Math.log(Math.abs(values[i]));
        }
      }
      sizes.mean /= sizes.count;
      double squares = 0;
      double fourths = 0;
      for (int i = 0; i < values.length; i++) {
        if (values[i] != 0 && Double.isFinite(values[i]) && counts[i] > 0) {
          double off = Math.log(Math.abs(values[i])) - sizes.mean;
          squares += counts[i] * off * off;
          fourths += counts[i] * off * off * off * off;
        }
      }
      double variance = squares / sizes.count;
      sizes.deviation = Math.sqrt(squares / (sizes.count - 1));
      sizes.kurtosis = fourths / sizes.count / (variance * variance);
      return sizes;
    }

    boolean isAsSpread(Sizes other, double most) {
      double error = Math.sqrt(Math.max(1, kurtosis - 1) / (4 * (other.count - 1)));
      double off = Math.abs(Math.log(other.deviation / deviation));
      return off <= Math.min(most, SAME * error);
    }

    boolean hasAsManyNegative(Sizes other) {
      double share = negative / count;
      double variance = (share * (1 - share) + 0.25 / count) / other.count;
      return Math.abs(other.negative / other.count - share) <= 3 * Math.sqrt(variance);
    }
  }
}

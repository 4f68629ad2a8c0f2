package io.github.djlobservability.drift.chart;

import io.github.djlobservability.drift.reference.FeatureReference;
import io.github.djlobservability.drift.reference.NumberSummary;
import io.github.djlobservability.drift.reference.NumericCells;
import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;

/** Says how large a change is in the feature's own terms. */
public final class EffectSize {
  /** Begins the description of a change of the mean. */
  public static final String MEAN = "mean";

  private final FeatureReference reference;
  private final Accepted before;

  EffectSize(FeatureReference reference, Accepted before) {
    this.reference = reference;
    this.before = before;
  }

  /**
   * Says how large the change is that a chart looks for, in these values since the onset; of values
   * that are a number of times as large, that they are, whatever noticed it.
   */
  Effect of(Alternative alternative, double[] current) {
    Effect effect = ofChange(alternative, current);
    NumericCells cells = before.cells();
    String scaled = cells == null ? null : ScaleChange.words(cells, current);
    return scaled == null
        ? effect
        : new Effect(effect.description() + ", " + scaled, effect.reference(), effect.current());
  }

  private Effect ofChange(Alternative alternative, double[] current) {
    return switch (alternative.change()) {
      case LOCATION -> figures(MEAN, before.mean(), NumberSummary.of(current).mean());
      case SPREAD ->
          figures("standard deviation", before.deviation(), NumberSummary.of(current).deviation());
      case SHAPE -> range(0.25, 0.75, current);
      case ATOM -> atom(current);
      case SHARE -> share(alternative.bin(), current);
    };
  }

  private Effect share(int bin, double[] current) {
    NumericCells cells = before.cells();
    if (cells == null) {
      long in = Arrays.stream(current).filter(value -> (int) value == bin).count();
      return shares(
          reference.categoryCells().describe(bin),
          ratio(before.counts()[bin], before.total()),
          ratio(in, current.length));
    }
    int bins = RankAlternatives.TENTHS;
    return range((double) bin / bins, (bin + 1.0) / bins, current);
  }

  private Effect atom(double[] current) {
    NumericCells cells = Objects.requireNonNull(before.cells());
    int cell = new SequentialRanks(before.counts()).fullest();
    double value = cells.values()[cell];
    long in = Arrays.stream(current).filter(x -> x == value).count();
    return shares(
        "values equal to " + number(value),
        ratio(before.counts()[cell], before.total()),
        ratio(in, current.length));
  }

  /** Returns the share of values from one quantile to another. */
  private Effect range(double from, double to, double[] current) {
    NumericCells cells = Objects.requireNonNull(before.cells());
    double low = from <= 0 ? Double.NEGATIVE_INFINITY : cells.quantile(from);
    double high = to >= 1 ? Double.POSITIVE_INFINITY : cells.quantile(to);
    long in = Arrays.stream(current).filter(value -> value >= low && value <= high).count();
    long all = 0;
    long[] counts = cells.counts();
    for (int cell = cells.cell(low); cell <= cells.cell(high); cell++) {
      all += counts[cell];
    }
    return shares(interval(low, high), ratio(all, before.total()), ratio(in, current.length));
  }

  private static double ratio(long part, long all) {
    return all == 0 ? Double.NaN : (double) part / all;
  }

  private static Effect figures(String what, double before, double current) {
    return new Effect(what + " " + number(before) + " -> " + number(current), before, current);
  }

  /** Returns a change of a share, told in percent. */
  public static Effect shares(String what, double before, double current) {
    return new Effect(what + ": " + percent(before) + " -> " + percent(current), before, current);
  }

  private static String interval(double low, double high) {
    if (low == Double.NEGATIVE_INFINITY) {
      return "values up to " + number(high);
    }
    return high == Double.POSITIVE_INFINITY
        ? "values from " + number(low) + " on"
        : "values from " + number(low) + " to " + number(high);
  }

  /** Four significant digits. */
  private static String number(double value) {
    double size = Math.abs(value);
    if (size >= 1000 && size < 1e9) {
      return String.format(Locale.ROOT, "%.0f", value);
    }
    String text = String.format(Locale.ROOT, "%.4g", value);
    return text.contains("e") || !text.contains(".")
        ? text
        : text.replaceAll("0+$", "").replaceAll("\\.$", "");
  }

  private static String percent(double share) {
    double percent = 100 * share;
    return String.format(
        Locale.ROOT, percent == 0 || percent >= 10 ? "%.0f %%" : "%.2g %%", percent);
  }
}

package io.github.djlobservability.drift.chart;

import io.github.djlobservability.drift.chart.bank.Accepted;
import io.github.djlobservability.drift.chart.bank.Alternative;
import io.github.djlobservability.drift.chart.bank.RankAlternatives;
import io.github.djlobservability.drift.chart.bank.SequentialRanks;
import io.github.djlobservability.drift.reference.FeatureReference;
import io.github.djlobservability.drift.reference.NumberSummary;
import io.github.djlobservability.drift.reference.NumericCells;
import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;
import java.util.function.DoublePredicate;
import java.util.function.ToDoubleFunction;

/**
 * Says how large a change is in the feature's own terms: how a figure is in the reference and now,
 * and what it was before where values have differed from the reference already.
 */
public final class EffectSize {
  /** Begins the description of a change of the mean. */
  public static final String MEAN = "mean";

  private static final String DEVIATION = "standard deviation";

  private final FeatureReference feature;

  /** The reference; of a feature that it has no values of, what is accepted. */
  private final Accepted reference;

  private final Accepted before;
  private final double dependence;

  /**
   * Compares with a feature's reference.
   *
   * @param before what the values were like before the change
   * @param dependence how many items are worth one independent item
   */
  EffectSize(FeatureReference feature, Accepted before, double dependence) {
    this.feature = feature;
    this.reference = feature.valueCount() == 0 ? before : Accepted.of(feature);
    this.before = before;
    this.dependence = dependence;
  }

  /**
   * Says how large the change is that a chart looks for, in these values since the onset; of values
   * that are a number of times as large as the reference's, that they are, whatever noticed it. Of
   * figures that the plugin works out that says nothing: what they are measured in is no unit.
   */
  Effect of(Alternative alternative, double[] current) {
    Effect effect = ofChange(alternative, current);
    NumericCells cells = reference.cells();
    String scaled =
        cells == null || feature.isFigure() ? null : ScaleChange.words(cells, current, dependence);
    return scaled == null ? effect : effect.saying(scaled);
  }

  private Effect ofChange(Alternative alternative, double[] current) {
    NumericCells cells = before.cells();
    if (cells == null) {
      return category(alternative.bin(), current);
    }
    Moves moves = Moves.of(before, current, dependence);
    return switch (alternative.change()) {
      case LOCATION -> mean(current);
      case SPREAD -> spread(moves, current);
      case SHAPE -> moves.isShift() ? mean(current) : range(0.25, 0.75, current);
      case SHARE -> moves.isShift() ? mean(current) : tenth(alternative.bin(), current);
      case ATOM -> atom(cells, current);
    };
  }

  /** The spread is that about the new mean, so where the mean moved it goes first. */
  private Effect spread(Moves moves, double[] current) {
    if (!moves.isMeanMoved()) {
      return deviation(current);
    }
    return moves.isSpreadChanged()
        ? mean(current).saying(deviation(current).description())
        : mean(current);
  }

  private Effect mean(double[] current) {
    return figures(MEAN, Accepted::mean, NumberSummary.of(current).mean());
  }

  private Effect deviation(double[] current) {
    return figures(DEVIATION, Accepted::deviation, NumberSummary.of(current).deviation());
  }

  private Effect figures(String what, ToDoubleFunction<Accepted> figure, double current) {
    double usual = figure.applyAsDouble(reference);
    Effect effect =
        new Effect(what + " " + number(usual) + " -> " + number(current), usual, current);
    return isBefore() ? effect.saying(number(figure.applyAsDouble(before)) + " before") : effect;
  }

  private Effect shares(
      String what, ToDoubleFunction<Accepted> share, DoublePredicate counted, double[] current) {
    long in = Arrays.stream(current).filter(counted).count();
    Effect effect = shares(what, share.applyAsDouble(reference), ratio(in, current.length));
    return isBefore() ? effect.saying(percent(share.applyAsDouble(before)) + " before") : effect;
  }

  /** Returns whether the values were unlike the reference before the change. */
  private boolean isBefore() {
    return !before.isSame(reference);
  }

  private Effect category(int bin, double[] current) {
    return shares(
        feature.categoryCells().describe(bin),
        in -> ratio(in.counts()[bin], in.total()),
        value -> (int) value == bin,
        current);
  }

  private Effect tenth(int bin, double[] current) {
    double bins = RankAlternatives.TENTHS;
    return range(bin / bins, (bin + 1) / bins, current);
  }

  private Effect atom(NumericCells cells, double[] current) {
    double value = cells.values()[new SequentialRanks(before.counts()).fullest()];
    return shares(
        "values equal to " + number(value),
        in -> share(in, value, value),
        x -> x == value,
        current);
  }

  /** Returns the share of values from one quantile of those before to another. */
  private Effect range(double from, double to, double[] current) {
    NumericCells cells = Objects.requireNonNull(before.cells());
    double low = from <= 0 ? Double.NEGATIVE_INFINITY : cells.quantile(from);
    double high = to >= 1 ? Double.POSITIVE_INFINITY : cells.quantile(to);
    return shares(
        interval(low, high),
        in -> share(in, low, high),
        value -> value >= low && value <= high,
        current);
  }

  private static double share(Accepted accepted, double low, double high) {
    NumericCells cells = Objects.requireNonNull(accepted.cells());
    long[] counts = accepted.counts();
    long in = 0;
    for (int cell = cells.cell(low); cell <= cells.cell(high); cell++) {
      in += counts[cell];
    }
    return ratio(in, accepted.total());
  }

  private static double ratio(long part, long all) {
    return all == 0 ? Double.NaN : (double) part / all;
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

package io.github.djlobservability.drift.incident;

import java.util.Arrays;

/**
 * Whether a change that is there for sure is large enough to matter. It matters once it is two
 * standard errors larger than the least that matters, and it is small once it is two standard
 * errors smaller. In between more items are needed, until the standard error is an eighth of the
 * least. Immutable.
 */
final class EffectFloor {

  private static final double ERRORS = 2;

  /** An error of this part of the least that matters is small enough to decide. */
  private static final double SHARP = 0.125;

  private final MinEffect least;
  private final BinDistance distance;
  private final double dependence;

  private EffectFloor(MinEffect least, BinDistance distance, double dependence) {
    this.least = least;
    this.distance = distance;
    this.dependence = dependence;
  }

  /**
   * Judges changes of a feature.
   *
   * @param numeric whether bins are tenths of a number; otherwise categories
   * @param dependence how many items are worth one independent item
   */
  static EffectFloor of(
      MinEffect least, ReferenceBins reference, boolean numeric, double dependence) {
    BinDistance distance = numeric ? BinDistance.ofNumbers(reference) : BinDistance.ofCategories();
    return new EffectFloor(least, distance, dependence);
  }

  /** Judges changes of how often a rule is broken. */
  static EffectFloor ofRule(MinEffect least, double dependence) {
    return new EffectFloor(least, BinDistance.ofCategories(), dependence);
  }

  BinDistance distance() {
    return distance;
  }

  /**
   * Judges a change.
   *
   * @param before values by bin
   * @param now values by bin since
   * @param category the one whose share has changed; of numbers it is ignored
   * @param all whether there won't be more to tell, so that it must be decided
   */
  Size of(long[] before, long[] now, int category, boolean all) {
    double n = Arrays.stream(before).sum() / dependence;
    double m = Arrays.stream(now).sum() / dependence;
    if (n == 0 || m == 0) {
      return Size.ENOUGH;
    }
    if (!distance.isOfNumbers()) {
      return ofShare(before[category] / dependence, n, now[category] / dependence, m, all);
    }
    double error = Math.sqrt(1 / n + 1 / m);
    return decide(distance.of(before, now), error, least.deviations(), all);
  }

  private Size ofShare(double before, double n, double now, double m, boolean all) {
    if (least.isAnyShare()) {
      return Size.ENOUGH;
    }
    Size byShare = Size.SMALL;
    if (!Double.isNaN(least.share())) {
      double p = (before + 0.5) / (n + 1);
      double q = (now + 0.5) / (m + 1);
      double error = Math.sqrt(p * (1 - p) / n + q * (1 - q) / m);
      byShare = decide(Math.abs(q - p), error, least.share(), all);
    }
    Size byOdds = Size.SMALL;
    if (!Double.isNaN(least.odds())) {
      double log =
          Math.log((now + 0.5) / (m - now + 0.5)) - Math.log((before + 0.5) / (n - before + 0.5));
      double error =
          Math.sqrt(
              1 / (now + 0.5) + 1 / (m - now + 0.5) + 1 / (before + 0.5) + 1 / (n - before + 0.5));
      byOdds = decide(Math.abs(log), error, Math.log(least.odds()), all);
    }
    if (byShare == Size.ENOUGH || byOdds == Size.ENOUGH) {
      return Size.ENOUGH;
    }
    return byShare == Size.SMALL ? byOdds : byShare;
  }

  private static Size decide(double effect, double error, double least, boolean all) {
    if (least == 0 || effect - ERRORS * error >= least) {
      return Size.ENOUGH;
    }
    if (effect + ERRORS * error < least) {
      return Size.SMALL;
    }
    if (all || error <= SHARP * least) {
      return effect >= least ? Size.ENOUGH : Size.SMALL;
    }
    return Size.UNSURE;
  }
}

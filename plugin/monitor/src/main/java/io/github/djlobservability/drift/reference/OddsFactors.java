package io.github.djlobservability.drift.reference;

/**
 * By which factors the charts of a categorical feature multiply a category's odds, with weights
 * that add up to 1. Immutable.
 */
public final class OddsFactors {

  /** Of two categories only the first is watched: the second does the opposite. */
  static final OddsFactors TWO_CATEGORIES =
      new OddsFactors(
          true,
          new double[] {2, 4, 16, 1 / 2.0, 1 / 4.0, 1 / 16.0},
          new double[] {0.2, 0.15, 0.15, 0.2, 0.15, 0.15});

  /** The first category is an error: more of them matter most, but fewer are found as well. */
  public static final OddsFactors ERRORS =
      new OddsFactors(
          true,
          new double[] {2, 4, 16, 1 / 2.0, 1 / 5.0},
          new double[] {0.25, 0.25, 0.4, 0.05, 0.05});

  /** Three and more categories. */
  public static final OddsFactors CATEGORIES =
      new OddsFactors(false, new double[] {2, 5, 0.4}, new double[] {0.35, 0.35, 0.3});

  private final boolean firstOnly;
  private final double[] odds;
  private final double[] weights;

  private OddsFactors(boolean firstOnly, double[] odds, double[] weights) {
    this.firstOnly = firstOnly;
    this.odds = odds;
    this.weights = weights;
  }

  public int watched(int categories) {
    return firstOnly ? 1 : categories;
  }

  public int size() {
    return odds.length;
  }

  public double odds(int index) {
    return odds[index];
  }

  public double weight(int index) {
    return weights[index];
  }
}

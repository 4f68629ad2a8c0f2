package io.github.djlobservability.drift.reference;

/**
 * By which factors the charts of a categorical feature multiply a category's odds, with weights
 * that add up to 1. Immutable.
 */
public final class OddsFactors {

  /** With two categories only the first is watched: the second does the opposite. */
  public static final OddsFactors TWO_CATEGORIES =
      new OddsFactors(
          true,
          new double[] {1.5, 2, 4, 16, 1 / 1.5, 1 / 2.0, 1 / 4.0, 1 / 16.0},
          new double[] {0.15, 0.15, 0.1, 0.1, 0.15, 0.15, 0.1, 0.1});

  /** The first category is an error: more of them matter most, but fewer are found as well. */
  public static final OddsFactors ERRORS =
      new OddsFactors(
          true,
          new double[] {2, 4, 16, 1 / 2.0, 1 / 5.0},
          new double[] {0.25, 0.25, 0.4, 0.05, 0.05});

  /** Three and more categories. */
  public static final OddsFactors CATEGORIES =
      new OddsFactors(
          false, new double[] {1.5, 2, 5, 1 / 1.5, 0.4}, new double[] {0.15, 0.2, 0.3, 0.15, 0.2});

  /** A rule that is broken. */
  public static final OddsFactors RULE =
      new OddsFactors(true, new double[] {4, 30}, new double[] {0.5, 0.5});

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

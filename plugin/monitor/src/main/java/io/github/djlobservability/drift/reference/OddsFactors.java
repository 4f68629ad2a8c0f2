package io.github.djlobservability.drift.reference;

/**
 * By which factors the charts of a categorical feature multiply a category's odds, with weights
 * that add up to 1. Immutable.
 */
public final class OddsFactors {

  private static final double[] MORE = {1.5, 2, 3, 6, 16};
  private static final double[] EVEN = {0.15, 0.12, 0.12, 0.06, 0.05};

  /** Weights for more of a rare category, which matters most. */
  private static final double[] RARER = {0.18, 0.16, 0.2, 0.1, 0.04};

  private static final double[] MORE_FREQUENT = {0.12, 0.08, 0.06, 0.03, 0.03};

  /** From this share on a category is the rare one of two. */
  private static final double RARE = 0.3;

  private static final OddsFactors TWO_ALIKE = ofTwo(EVEN, EVEN);
  private static final OddsFactors FIRST_RARE = ofTwo(RARER, MORE_FREQUENT);
  private static final OddsFactors SECOND_RARE = ofTwo(MORE_FREQUENT, RARER);

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

  /**
   * Returns the factors for two categories, of which only the first is watched: the second does the
   * opposite.
   *
   * @param share of the first
   */
  public static OddsFactors ofTwo(double share) {
    if (share < RARE) {
      return FIRST_RARE;
    }
    return share > 1 - RARE ? SECOND_RARE : TWO_ALIKE;
  }

  private static OddsFactors ofTwo(double[] more, double[] fewer) {
    int sizes = MORE.length;
    double[] odds = new double[2 * sizes];
    double[] weights = new double[2 * sizes];
    for (int i = 0; i < sizes; i++) {
      odds[i] = MORE[i];
      odds[sizes + i] = 1 / MORE[i];
      weights[i] = more[i];
      weights[sizes + i] = fewer[i];
    }
    return new OddsFactors(true, odds, weights);
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

package io.github.djlobservability.drift.reference;

import java.util.Arrays;

/**
 * By which factors the charts of a categorical feature multiply a category's odds, with weights
 * that add up to 1. Immutable.
 */
public final class OddsFactors {

  private static final double[] MORE = {1.5, 2, 3, 6, 16};
  private static final double[] EVEN = {0.15, 0.12, 0.12, 0.06, 0.05};

  /** Weights for more of a rare category, which matters most. */
  private static final double[] RARER = {0.2, 0.28, 0.2, 0.08, 0.04};

  private static final double[] MORE_FREQUENT = {0.07, 0.06, 0.04, 0.02, 0.01};

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
          new double[] {0.36, 0.27, 0.27, 0.05, 0.05});

  /** The same of a model that errs often: the smaller factors matter more. */
  private static final OddsFactors FREQUENT_ERRORS =
      new OddsFactors(
          true,
          new double[] {1.4, 1.8, 3, 10, 1 / 2.0, 1 / 5.0},
          new double[] {0.18, 0.3, 0.2, 0.26, 0.04, 0.02});

  private static final double[] OF_MANY = {1.5, 2, 5, 1 / 1.5, 0.4};

  /** Three and more categories. */
  public static final OddsFactors CATEGORIES =
      new OddsFactors(false, OF_MANY, new double[] {0.15, 0.2, 0.3, 0.15, 0.2});

  /** The same of one that has a tenth and more: it hardly becomes five times as frequent. */
  private static final OddsFactors FREQUENT =
      new OddsFactors(false, OF_MANY, new double[] {0.28, 0.18, 0.1, 0.28, 0.16});

  private static final double FREQUENT_FROM = 0.1;

  /** Part of the weight that all categories have alike. */
  private static final double ALIKE = 0.25;

  /** A rule that is broken. */
  public static final OddsFactors RULE =
      new OddsFactors(true, new double[] {4, 30}, new double[] {0.6, 0.4});

  /** A rule that is broken now and then anyway: that it becomes twice as often matters, too. */
  public static final OddsFactors OFTEN_BROKEN =
      new OddsFactors(true, new double[] {2, 4, 30}, new double[] {0.3, 0.5, 0.2});

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

  /**
   * Returns the factors for errors.
   *
   * @param share of them in the reference
   */
  public static OddsFactors ofErrors(double share) {
    return share >= FREQUENT_FROM ? FREQUENT_ERRORS : ERRORS;
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

  /** Returns these, as they suit a category with a share. */
  public OddsFactors of(double share) {
    return this == CATEGORIES && share >= FREQUENT_FROM ? FREQUENT : this;
  }

  /**
   * Returns the weight of each watched category, 1 in all: the more the shares of two samples
   * differ by chance, the more there is to be told of a change.
   */
  public double[] parts(long[] counts) {
    int watched = watched(counts.length);
    double[] parts = new double[watched];
    double all = Arrays.stream(counts).sum() + counts.length / 2.0;
    for (int i = 0; i < watched; i++) {
      double share = (counts[i] + 0.5) / all;
      parts[i] = Math.sqrt(share * (1 - share));
    }
    double sum = Arrays.stream(parts).sum();
    for (int i = 0; i < watched; i++) {
      parts[i] = ALIKE / watched + (1 - ALIKE) * (sum > 0 ? parts[i] / sum : 1.0 / watched);
    }
    return parts;
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

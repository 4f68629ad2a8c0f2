package io.github.djlobservability.upkeep;

/**
 * Says how many labels are needed to see that a model errs more often than it did: by the normal
 * approximation, in four of five cases, with one false alarm in twenty. Stateless.
 */
public final class LabelCount {
  /** A rise of the error rate that is worth finding. */
  public static final double RISE = 0.05;

  /** Nineteen of twenty, on one side. */
  private static final double SURE = 1.6448536269514722;

  /** Four of five. */
  private static final double POWER = 0.8416212335729143;

  private LabelCount() {}

  /**
   * Returns how many labels show a rise.
   *
   * @param rate the error rate before, from 0 to 1
   * @param rise by how much it rises, above 0; cut where the rate would be more than 1
   */
  public static long needed(double rate, double rise) {
    double after = Math.min(1, rate + rise);
    double root = SURE * Math.sqrt(rate * (1 - rate)) + POWER * Math.sqrt(after * (1 - after));
    double needed = Math.ceil(Math.pow(root / rise, 2));
    // A rate near 0 needs some errors to be seen at all: three, after the rise.
    return (long) Math.max(Math.ceil(3 / rise), needed);
  }

  /** Returns the smallest rise that as many labels show, to a thousandth; 1 where none does. */
  public static double shown(double rate, long labels) {
    for (int thousandth = 1; thousandth < 1000; thousandth++) {
      if (needed(rate, thousandth / 1000.0) <= labels) {
        return thousandth / 1000.0;
      }
    }
    return 1;
  }
}

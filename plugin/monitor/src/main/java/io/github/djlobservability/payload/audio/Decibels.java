package io.github.djlobservability.payload.audio;

/** Turns powers into decibels. Stateless. */
final class Decibels {
  /** Below this nothing is told apart: the step of 16 bits is at about -98 dB. */
  static final double FLOOR = -100;

  private static final double LEAST = Math.pow(10, FLOOR / 10);

  private Decibels() {}

  /** Returns the level of a power, full scale being 1; at least {@value #FLOOR}. */
  static double of(double power) {
    return 10 * Math.log10(Math.max(power, LEAST));
  }

  /** Returns the ratio of two powers, kept between two bounds; NaN where both are 0. */
  static double ratio(double power, double to, double least, double most) {
    if (!(power > 0) && !(to > 0)) {
      return Double.NaN;
    }
    return Math.min(most, Math.max(least, 10 * Math.log10(power / to)));
  }
}

package io.github.djlobservability.payload.tensor;

/** Gives numbers that went through 32 bits their decimals back. Stateless. */
public final class Floats {

  /** All decimals of this many digits survive a way through 32 bits; of one more, most do. */
  private static final int DIGITS = 6;

  private static final double[] POWERS = {
    1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17,
    1e18, 1e19, 1e20, 1e21, 1e22
  };

  private Floats() {}

  /**
   * Returns the decimal of six or seven digits that a float stands for, so that 0.1 is the same
   * number whether it came as a text or as 32 bits. A double that no float equals, a whole number,
   * NaN, an infinity, and a float that no such decimal stands for are returned as they are. The
   * order of floats is kept, and equal ones stay equal.
   */
  public static double decimal(double value) {
    float single = (float) value;
    if (single != value || value == Math.rint(value)) {
      return value;
    }
    int places = DIGITS - digitsBeforePoint(Math.abs(value));
    for (int i = places; i <= places + 1; i++) {
      if (i >= 0 && i < POWERS.length) {
        double decimal = Math.rint(value * POWERS[i]) / POWERS[i];
        if ((float) decimal == single) {
          return decimal;
        }
      }
    }
    return value;
  }

  /** Returns the digits before the point; of a number below 0.1 less than none. */
  private static int digitsBeforePoint(double magnitude) {
    int digits = 0;
    while (magnitude >= POWERS[digits]) {
      digits++;
    }
    for (double edge = 0.1; magnitude < edge && digits > -POWERS.length; edge /= 10) {
      digits--;
    }
    return digits;
  }
}

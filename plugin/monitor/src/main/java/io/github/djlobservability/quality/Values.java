package io.github.djlobservability.quality;

import org.jspecify.annotations.Nullable;

/** Reads predictions and labels. */
final class Values {
  private Values() {}

  /** A number; NaN for what is none. */
  static double number(Object value) {
    if (value instanceof Number number) {
      return number.doubleValue();
    }
    try {
      return Double.parseDouble(value.toString());
    } catch (NumberFormatException e) {
      return Double.NaN;
    }
  }

  /** The name of a class; of a whole number without a fraction. */
  static String className(Object value) {
    if (value instanceof Double number && number == Math.rint(number) && !number.isInfinite()) {
      return Long.toString(number.longValue());
    }
    return value.toString();
  }

  /** A number that is one; null for all else. */
  static @Nullable Double numberOrNull(String text) {
    double number = number(text);
    return Double.isNaN(number) ? null : number;
  }
}

package io.github.djlobservability.quality;

import io.github.djlobservability.payload.Numbers;
import org.jspecify.annotations.Nullable;

/** Reads predictions and labels as numbers. */
final class NumericValues {
  private NumericValues() {}

  /** Returns a number; NaN for what is none. */
  static double number(Object value) {
    if (value instanceof Number number) {
      return number.doubleValue();
    }
    return Numbers.parse(value.toString());
  }

  /** Returns a number that is one; null for all else. */
  static @Nullable Double numberOrNull(String text) {
    double number = number(text);
    return Double.isNaN(number) ? null : number;
  }
}

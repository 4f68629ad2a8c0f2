package io.github.djlobservability.quality.measure;

import io.github.djlobservability.payload.Numbers;

/** Reads predictions and labels as numbers. */
public final class NumericValues {
  private NumericValues() {}

  /** Returns a number; NaN for what is none. */
  public static double number(Object value) {
    if (value instanceof Number number) {
      return number.doubleValue();
    }
    return Numbers.parse(value.toString());
  }
}

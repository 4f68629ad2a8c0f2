package io.github.djlobservability.rival;

/** Validation of parameters, with messages that name the parameter and what is allowed. */
final class Preconditions {

  private Preconditions() {}

  /** {@code low < value < high}. */
  static void between(String name, double value, double low, double high) {
    if (!(value > low && value < high)) {
      throw invalid(name, "in (" + low + ", " + high + ")", value);
    }
  }

  /** {@code 0 < value <= 1}. */
  static void fraction(String name, double value) {
    if (!(value > 0 && value <= 1)) {
      throw invalid(name, "in (0, 1]", value);
    }
  }

  /** {@code 0 <= value < 1}. */
  static void share(String name, double value) {
    if (!(value >= 0 && value < 1)) {
      throw invalid(name, "in [0, 1)", value);
    }
  }

  static void positive(String name, double value) {
    if (!(value > 0 && value < Double.POSITIVE_INFINITY)) {
      throw invalid(name, "positive and finite", value);
    }
  }

  static void notNegative(String name, double value) {
    if (!(value >= 0 && value < Double.POSITIVE_INFINITY)) {
      throw invalid(name, "0 or more and finite", value);
    }
  }

  static void finite(String name, double value) {
    if (!Double.isFinite(value)) {
      throw invalid(name, "finite", value);
    }
  }

  static void atLeast(String name, int value, int min) {
    if (value < min) {
      throw new IllegalArgumentException(name + " must be at least " + min + ", got " + value);
    }
  }

  private static IllegalArgumentException invalid(String name, String allowed, double value) {
    return new IllegalArgumentException(name + " must be " + allowed + ", got " + value);
  }
}

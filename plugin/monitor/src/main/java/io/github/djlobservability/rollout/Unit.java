package io.github.djlobservability.rollout;

import io.github.djlobservability.report.Words;
import java.util.Locale;

/** Says in what a quantity is told. */
enum Unit {
  /** Shares of items, in per cent and points. */
  SHARE,
  /** Words that are wrong, for each that was said. */
  WORDS,
  /** Numbers as they are. */
  NUMBER;

  /** Returns a value. */
  String value(double value) {
    return this == NUMBER ? Words.number(value) : Words.percent(value);
  }

  /** Returns a difference without its sign. */
  String size(double difference) {
    double size = Math.abs(difference);
    if (this == NUMBER) {
      return Words.number(size);
    }
    String points = points(size);
    return points + (points.equals("1") ? " point" : " points");
  }

  /** Returns the same in a range, where the unit is told already. */
  String end(double difference) {
    return this == NUMBER ? Words.number(difference) : points(difference);
  }

  private static String points(double share) {
    double points = 100 * share;
    double size = Math.abs(points);
    String pattern = size >= 9.95 ? "%.0f" : size >= 0.995 ? "%.1f" : "%.2f";
    String text = String.format(Locale.ROOT, pattern, points);
    if (text.indexOf('.') < 0) {
      return text;
    }
    int end = text.length();
    while (text.charAt(end - 1) == '0') {
      end--;
    }
    String plain = text.substring(0, text.charAt(end - 1) == '.' ? end - 1 : end);
    return plain.equals("-0") ? "0" : plain;
  }

  /** Returns the largest of 1, 2 and 5 with whatever power of ten that is no larger. */
  static double round(double size) {
    double power = Math.pow(10, Math.floor(Math.log10(size)));
    double digit = size / power;
    return power * (digit >= 5 ? 5 : digit >= 2 ? 2 : 1);
  }
}

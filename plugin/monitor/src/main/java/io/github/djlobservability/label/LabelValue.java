package io.github.djlobservability.label;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Makes labels and predictions comparable: numbers of a regression, or names of classes. */
public final class LabelValue {
  private static final double LARGEST_WHOLE = 1e15;

  private LabelValue() {}

  /**
   * Returns a class's name: a whole number without its point, so that {@code 1}, {@code 1.0} and
   * {@code "1"} are one class; a flag as {@code true} or {@code false}; a text as it is, but for
   * {@code 1.0} and the like.
   */
  public static String className(Object value) {
    if (value instanceof Double number) {
      return number == Math.rint(number) && Math.abs(number) < LARGEST_WHOLE
          ? Long.toString((long) (double) number)
          : number.toString();
    }
    String text = value.toString();
    if (value instanceof Boolean) {
      return text.toLowerCase(Locale.ROOT);
    }
    return withoutZeros(text);
  }

  /** Takes the end off a whole number that is written with a point. */
  private static String withoutZeros(String text) {
    int point = text.indexOf('.');
    if (point <= 0) {
      return text;
    }
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean fits = i < point ? isDigit(c) || (i == 0 && point > 1 && c == '-') : c == '0';
      if (i != point && !fits) {
        return text;
      }
    }
    return point == text.length() - 1 ? text : text.substring(0, point);
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  /**
   * Returns a label in the terms of its prediction.
   *
   * @return null for what is no number although the prediction is one
   */
  static @Nullable Object of(Object label, Object prediction) {
    if (!(prediction instanceof Double)) {
      return cut(className(label));
    }
    if (label instanceof Double number) {
      return number;
    }
    try {
      double number = Double.parseDouble(label.toString());
      return Double.isFinite(number) ? number : null;
    } catch (NumberFormatException e) {
      return null;
    }
  }

  /** Cuts off what is too long to be kept. */
  public static String cut(String text) {
    return text.length() <= Prediction.MAX_TEXT_CHARS
        ? text
        : text.substring(0, Prediction.MAX_TEXT_CHARS);
  }
}

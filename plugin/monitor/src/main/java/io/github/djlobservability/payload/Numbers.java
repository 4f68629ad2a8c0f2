package io.github.djlobservability.payload;

/** Numbers as files write them. */
public final class Numbers {

  private Numbers() {}

  /**
   * Returns the number that a text is, as Java parses it, without the suffixes d and f, by which a
   * file means a code; {@code inf} and {@code infinity} in any case are infinite. NaN if it is
   * none.
   */
  public static double parse(String text) {
    if (text.isEmpty()) {
      return Double.NaN;
    }
    char last = text.charAt(text.length() - 1);
    if (last > '9') {
      return infinity(text);
    }
    try {
      return Double.parseDouble(text);
    } catch (NumberFormatException e) {
      return Double.NaN;
    }
  }

  /** All numbers end with a digit or a point, but for those with a name. */
  private static double infinity(String text) {
    char sign = text.charAt(0);
    String name = sign == '-' || sign == '+' ? text.substring(1) : text;
    boolean infinite = name.equalsIgnoreCase("inf") || name.equalsIgnoreCase("infinity");
    double size = sign == '-' ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
    return infinite ? size : Double.NaN;
  }

  /** Returns whether a text is a number, or NaN in any case. */
  public static boolean isNumber(String text) {
    return !Double.isNaN(parse(text)) || text.equalsIgnoreCase("nan");
  }
}

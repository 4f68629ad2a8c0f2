package io.github.djlobservability.payload;

/** Numbers as files write them. */
public final class Numbers {

  private Numbers() {}

  /**
   * The number that a text is, as Java parses it, without the suffixes d and f, by which a file
   * means a code; NaN if it is none.
   */
  public static double parse(String text) {
    if (text.isEmpty() || "dDfF".indexOf(text.charAt(text.length() - 1)) >= 0) {
      return Double.NaN;
    }
    try {
      return Double.parseDouble(text);
    } catch (NumberFormatException e) {
      return Double.NaN;
    }
  }

  /** Whether a text is a number, or NaN in any case. */
  public static boolean isNumber(String text) {
    return !Double.isNaN(parse(text)) || text.equalsIgnoreCase("nan");
  }
}

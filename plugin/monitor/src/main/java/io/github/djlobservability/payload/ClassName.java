package io.github.djlobservability.payload;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Comparator;

/**
 * Names classes and categories, so that a class has one name however it is written.
 *
 * <ul>
 *   <li>Numbers equal in value are one class: {@code 1}, {@code 1.0}, {@code 1e0}, {@code "1"} and
 *       {@code "1.0"} are all {@code 1}; {@code -0.0} is {@code 0}.
 *   <li>A text is a number where JSON would read one ({@code
 *       -?(0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?}, at most {@value #MAX_NUMBER_CHARS} characters). All
 *       else stays the text that it is: {@code 007} and {@code +1}, which are codes or telephone
 *       numbers more often than numbers, {@code .5}, {@code 1.}, {@code 1d}, {@code 0x1}, {@code
 *       NaN}.
 *   <li>Whole numbers keep all their digits, so that neighbours beyond 2<sup>53</sup> stay apart,
 *       wherever the value still has them: as a text, a long, a BigInteger or a BigDecimal. A
 *       double beyond 2<sup>53</sup> has lost them already.
 *   <li>Fractions are doubles. One that is exactly a float, as 0.10000000149011612 is 0.1f, is
 *       named by the float's shortest decimal, since a program that holds floats wrote it.
 *   <li>{@code true} and {@code false} are classes of their own, in any case; never 1 and 0.
 *   <li>A name has at most {@value #MAX_CHARS} characters; longer ones are cut.
 * </ul>
 *
 * <p>NaN and infinities are named {@code NaN} and {@code Infinity}; whether such a value is missing
 * is for the reader to say. Whole numbers cost no more than their digits. Thread-safe.
 */
public final class ClassName {

  /** Orders classes as models count them: numbers by size, before names by the alphabet. */
  public static final Comparator<String> ORDER =
      Comparator.comparingDouble(ClassName::place).thenComparing(Comparator.naturalOrder());

  /** Longer names are cut. */
  public static final int MAX_CHARS = 200;

  /** A longer text is not read as a number. */
  static final int MAX_NUMBER_CHARS = 64;

  /** Longer whole numbers are written with an exponent. */
  private static final int MAX_PLAIN_DIGITS = 40;

  /** Smaller fractions are written with an exponent. */
  private static final int MAX_PLAIN_ZEROS = 6;

  private static final double TWO_TO_63 = 0x1p63;

  private ClassName() {}

  private static double place(String name) {
    double number = Numbers.parse(name);
    return Double.isNaN(number) ? Double.POSITIVE_INFINITY : number;
  }

  /**
   * Names the class of any value.
   *
   * @param value a text, a flag, a number of any kind; of anything else its text is named
   */
  public static String of(Object value) {
    if (value instanceof Double || value instanceof Float) {
      return of(((Number) value).doubleValue());
    }
    return of(value.toString());
  }

  /** Names the class of a whole number. */
  public static String of(long number) {
    return Long.toString(number);
  }

  /** Names the class of a number. */
  public static String of(double number) {
    if (number == Math.rint(number) && Math.abs(number) < TWO_TO_63) {
      return Long.toString((long) number);
    }
    if (Double.isNaN(number) || Double.isInfinite(number)) {
      return Double.toString(number);
    }
    return decimal(shortest(number));
  }

  /** Names the class of a text. */
  public static String of(String text) {
    int length = text.length();
    if (length == 0 || length > MAX_NUMBER_CHARS) {
      return cut(text);
    }
    char first = text.charAt(0);
    if (first == '-' || isDigit(first)) {
      return ofNumber(text);
    }
    if (text.equalsIgnoreCase("true")) {
      return "true";
    }
    return text.equalsIgnoreCase("false") ? "false" : text;
  }

  /** Cuts a text to the length of a name, never between the two halves of a character. */
  public static String cut(String text) {
    if (text.length() <= MAX_CHARS) {
      return text;
    }
    boolean splits = Character.isHighSurrogate(text.charAt(MAX_CHARS - 1));
    return text.substring(0, splits ? MAX_CHARS - 1 : MAX_CHARS);
  }

  private static String ofNumber(String text) {
    int start = text.charAt(0) == '-' ? 1 : 0;
    int point = digits(text, start);
    if (point == start || (point > start + 1 && text.charAt(start) == '0')) {
      return text;
    }
    if (point == text.length()) {
      return point - start > MAX_PLAIN_DIGITS || isZero(text, start, point)
          ? decimal(new BigDecimal(text))
          : text;
    }
    int exponent = text.charAt(point) == '.' ? digits(text, point + 1) : point;
    if (exponent == point + 1 || !isExponent(text, exponent)) {
      return text;
    }
    return exponent == text.length() && isZero(text, point + 1, exponent)
        ? ofNumber(text.substring(0, point))
        : ofDouble(text);
  }

  /** Names a number with a fraction or an exponent; one that no double can hold stays a text. */
  private static String ofDouble(String text) {
    double number = Double.parseDouble(text);
    boolean vanished = number == 0 && !hasOnlyZeros(text);
    return Double.isInfinite(number) || vanished ? text : of(number);
  }

  private static boolean hasOnlyZeros(String text) {
    for (int i = 0; i < text.length() && text.charAt(i) != 'e' && text.charAt(i) != 'E'; i++) {
      if (text.charAt(i) >= '1' && text.charAt(i) <= '9') {
        return false;
      }
    }
    return true;
  }

  /** Returns whether the rest of a text is an exponent, or nothing. */
  private static boolean isExponent(String text, int from) {
    if (from == text.length()) {
      return true;
    }
    if (text.charAt(from) != 'e' && text.charAt(from) != 'E') {
      return false;
    }
    int sign = from + 1;
    int start = sign < text.length() && "+-".indexOf(text.charAt(sign)) >= 0 ? sign + 1 : sign;
    return start < text.length() && digits(text, start) == text.length();
  }

  /** Returns where the digits end that begin here. */
  private static int digits(String text, int from) {
    int end = from;
    while (end < text.length() && isDigit(text.charAt(end))) {
      end++;
    }
    return end;
  }

  private static boolean isZero(String text, int from, int to) {
    for (int i = from; i < to; i++) {
      if (text.charAt(i) != '0') {
        return false;
      }
    }
    return true;
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  /** Returns the decimal with the fewest digits that is read as this number. */
  private static BigDecimal shortest(double number) {
    if (number != Math.rint(number)) {
      float single = (float) number;
      return new BigDecimal(single == number ? Float.toString(single) : Double.toString(number));
    }
    // Java 17 writes some large numbers, such as 1e23, with more digits than they need.
    BigDecimal exact = new BigDecimal(number);
    int digits = 1;
    while (exact.round(new MathContext(digits)).doubleValue() != number) {
      digits++;
    }
    return exact.round(new MathContext(digits));
  }

  /** Writes the one decimal of a value: plain unless it is very long, else with an exponent. */
  private static String decimal(BigDecimal value) {
    if (value.signum() == 0) {
      return "0";
    }
    BigDecimal least = value.stripTrailingZeros();
    int digitsBeforePoint = least.precision() - least.scale();
    return digitsBeforePoint > MAX_PLAIN_DIGITS || digitsBeforePoint < -MAX_PLAIN_ZEROS
        ? scientific(least)
        : least.toPlainString();
  }

  private static String scientific(BigDecimal value) {
    int exponent = value.precision() - value.scale() - 1;
    return value.scaleByPowerOfTen(-exponent).toPlainString() + "e" + exponent;
  }
}

package io.github.djlobservability.cli.source;

import io.github.djlobservability.payload.Numbers;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Knows how a CSV file writes numbers. Immutable and thread-safe. */
final class NumberStyle {

  /** As JSON writes them: a point before the fraction, and nothing between digits. */
  static final NumberStyle PLAIN = new NumberStyle('.', null);

  /** Other styles, the more usual of two that fit first. */
  private static final List<NumberStyle> OTHERS =
      List.of(
          new NumberStyle('.', ','),
          new NumberStyle(',', null),
          new NumberStyle(',', '.'),
          new NumberStyle('.', ' '),
          new NumberStyle(',', ' '),
          new NumberStyle('.', '\''));

  private final char decimal;
  private final @Nullable Character thousands;
  private final Pattern pattern;
  private final String separator;

  /**
   * Describes a style.
   *
   * @param decimal between the whole part and the fraction
   * @param thousands between groups of three digits; null for nothing
   */
  NumberStyle(char decimal, @Nullable Character thousands) {
    this.decimal = decimal;
    this.thousands = thousands;
    this.separator = thousands == null ? "" : thousands.toString();
    String groups = thousands == null ? "" : "\\d{1,3}(?:" + Pattern.quote(separator) + "\\d{3})+|";
    String point = Pattern.quote(String.valueOf(decimal));
    this.pattern =
        Pattern.compile("([+-]?)(" + groups + "\\d*)(?:" + point + "(\\d*))?((?:[eE][+-]?\\d+)?)");
  }

  /** Returns the styles that numbers are written in elsewhere. */
  static List<NumberStyle> others() {
    return OTHERS;
  }

  /** Returns a number's text as JSON writes it; null for a text that is no number. */
  @Nullable String plain(String text) {
    if (decimal == '.' && thousands == null) {
      return Numbers.isNumber(text) ? text : null;
    }
    Matcher matcher = pattern.matcher(text);
    if (!matcher.matches()) {
      // Other names of numbers, such as inf, are the same everywhere.
      return Numbers.isNumber(text) && !hasDigit(text) ? text : null;
    }
    String whole = matcher.group(2).replace(separator, "");
    String fraction = matcher.group(3) == null ? "" : "." + matcher.group(3);
    String plain = matcher.group(1) + whole + fraction + matcher.group(4);
    return Numbers.isNumber(plain) ? plain : null;
  }

  private static boolean hasDigit(String text) {
    return text.chars().anyMatch(c -> c >= '0' && c <= '9');
  }

  /** Returns the options that name this style. */
  String options() {
    String point = decimal == '.' ? "" : CsvOptions.DECIMAL.name() + " " + decimal;
    String groups =
        thousands == null
            ? ""
            : CsvOptions.THOUSANDS.name() + " " + (thousands == ' ' ? "space" : thousands);
    return (point + " " + groups).strip();
  }
}

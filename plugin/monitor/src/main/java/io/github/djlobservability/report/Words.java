package io.github.djlobservability.report;

import java.time.Duration;
import java.util.Collection;
import java.util.Locale;
import java.util.stream.Collectors;

/** Numbers as people read them. */
public final class Words {

  private static final int MOST_NAMES = 20;

  /** A change by more is just very large. */
  private static final double MOST_MEASURE = 1000;

  private Words() {}

  /** Returns a number in four digits. */
  public static String number(double value) {
    if (!Double.isFinite(value)) {
      return Double.isNaN(value) ? "none" : value > 0 ? "infinite" : "minus infinite";
    }
    double size = Math.abs(value);
    if (value == Math.rint(value) && size < 1e7) {
      // Years have four digits, and no comma.
      return String.format(Locale.ROOT, size < 1e4 ? "%d" : "%,d", (long) value);
    }
    if (size >= 1e7 || size < 1e-3) {
      return String.format(Locale.ROOT, "%.3e", value);
    }
    int decimals = Math.max(0, 3 - (int) Math.floor(Math.log10(size)));
    String comma = size < 1e4 ? "" : ",";
    return String.format(Locale.ROOT, "%" + comma + "." + Math.min(decimals, 6) + "f", value);
  }

  /** Returns a share in per cent. */
  public static String percent(double share) {
    if (Double.isNaN(share)) {
      return "-";
    }
    double percent = 100 * share;
    if (percent > 0 && percent < 0.0005) {
      return "<0.001 %";
    }
    String pattern =
        percent == 0 || percent >= 9.95 ? "%.0f %%" : percent < 0.1 ? "%.2g %%" : "%.1f %%";
    return String.format(Locale.ROOT, pattern, percent);
  }

  /** Returns a p-value. */
  public static String pValue(double value) {
    if (Double.isNaN(value)) {
      return "-";
    }
    if (value < 1e-12) {
      return "<1e-12";
    }
    return String.format(Locale.ROOT, value < 1e-3 ? "%.0e" : "%.3f", value);
  }

  /** Returns a measure in three decimals; of a very large one, that it is. */
  public static String measure(double value) {
    if (Double.isNaN(value)) {
      return "-";
    }
    return value > MOST_MEASURE
        ? ">" + (int) MOST_MEASURE
        : String.format(Locale.ROOT, value < 10 ? "%.3f" : "%.1f", value);
  }

  /** Names with something between them; of very many the first. */
  public static String names(Collection<String> names, String between) {
    String first = names.stream().limit(MOST_NAMES).collect(Collectors.joining(between));
    int more = names.size() - MOST_NAMES;
    return more > 0 ? first + between + "... (" + count(more) + " more)" : first;
  }

  /** Returns a long time in its two largest units; of whole ones in one. */
  public static String span(Duration time) {
    if (time.toDays() > 0) {
      return units(time.toDays(), "d", time.toHoursPart(), "h");
    }
    if (time.toHours() > 0) {
      return units(time.toHours(), "h", time.toMinutesPart(), "min");
    }
    return time.toMinutes() > 0
        ? units(time.toMinutes(), "min", time.toSecondsPart(), "s")
        : time.toSeconds() + " s";
  }

  private static String units(long large, String unit, int small, String smallUnit) {
    return large + " " + unit + (small == 0 ? "" : " " + small + " " + smallUnit);
  }

  /** Returns a text with its first letter in upper case. */
  public static String capitalized(String text) {
    return text.isEmpty() ? text : Character.toUpperCase(text.charAt(0)) + text.substring(1);
  }

  /** Returns a count. */
  public static String count(long value) {
    return String.format(Locale.ROOT, "%,d", value);
  }
}

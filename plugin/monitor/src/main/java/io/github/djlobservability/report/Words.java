package io.github.djlobservability.report;

import java.util.Collection;
import java.util.Locale;
import java.util.stream.Collectors;

/** Numbers as people read them. */
public final class Words {

  private static final int MOST_NAMES = 20;

  private Words() {}

  /** A number in four digits. */
  static String number(double value) {
    if (!Double.isFinite(value)) {
      return Double.isNaN(value) ? "none" : Double.toString(value);
    }
    double size = Math.abs(value);
    if (value == Math.rint(value) && size < 1e7) {
      return String.format(Locale.ROOT, "%,d", (long) value);
    }
    if (size >= 1e7 || size < 1e-3) {
      return String.format(Locale.ROOT, "%.3e", value);
    }
    int decimals = Math.max(0, 3 - (int) Math.floor(Math.log10(size)));
    return String.format(Locale.ROOT, "%,." + Math.min(decimals, 6) + "f", value);
  }

  /** A share in per cent. */
  static String percent(double share) {
    double percent = 100 * share;
    if (percent > 0 && percent < 0.0005) {
      return "<0.001 %";
    }
    String pattern =
        percent == 0 || percent >= 9.95 ? "%.0f %%" : percent < 0.1 ? "%.2g %%" : "%.1f %%";
    return String.format(Locale.ROOT, pattern, percent);
  }

  /** A p-value. */
  static String pValue(double value) {
    if (Double.isNaN(value)) {
      return "-";
    }
    if (value < 1e-12) {
      return "<1e-12";
    }
    return String.format(Locale.ROOT, value < 1e-3 ? "%.0e" : "%.3f", value);
  }

  /** A measure in three decimals. */
  static String measure(double value) {
    return Double.isNaN(value) ? "-" : String.format(Locale.ROOT, "%.3f", value);
  }

  /** Names with something between them; of very many the first. */
  public static String names(Collection<String> names, String between) {
    String first = names.stream().limit(MOST_NAMES).collect(Collectors.joining(between));
    int more = names.size() - MOST_NAMES;
    return more > 0 ? first + between + "... (" + count(more) + " more)" : first;
  }

  /** A count. */
  public static String count(long value) {
    return String.format(Locale.ROOT, "%,d", value);
  }
}

package io.github.djlobservability.console.page.part;

import io.github.djlobservability.monitoring.comparison.CoverageReport;
import io.github.djlobservability.report.Words;
import io.github.djlobservability.statistics.Interval;
import java.time.Duration;
import java.util.Locale;

/** Figures as people read them. */
public final class Figures {
  private static final String NONE = "–";
  private static final double SECOND = 1;
  private static final long KILO = 1024;

  private Figures() {}

  /** Returns a number of things, such as 12,000. */
  public static String count(long value) {
    return Words.count(value);
  }

  /** How many items were seen: about how many where some are estimated. */
  public static String seen(CoverageReport coverage) {
    return (coverage.estimated() > 0 ? "about " : "") + count(coverage.seen());
  }

  /** Returns a share from 0 to 1 in percent; a dash where there is none. */
  public static String share(double value) {
    return Double.isFinite(value) ? Words.percent(value) : NONE;
  }

  /** Returns the share of a part in percent; a dash of nothing. */
  public static String share(long part, long all) {
    return all == 0 ? NONE : Words.percent((double) part / all);
  }

  /** Returns a number with four digits; a dash where there is none. */
  public static String number(double value) {
    return Double.isFinite(value) ? trimmed(Words.number(value)) : NONE;
  }

  /** A rate, per second; of a slow one per minute. */
  public static String rate(double perSecond) {
    if (perSecond <= 0) {
      return "0/s";
    }
    return perSecond < 0.1 ? digits(perSecond * 60) + "/min" : digits(perSecond) + "/s";
  }

  /** A duration that was measured, from microseconds to hours. */
  public static String seconds(double seconds) {
    if (!Double.isFinite(seconds)) {
      return NONE;
    }
    if (seconds == 0) {
      return "0";
    }
    if (seconds < 0.001) {
      return digits(seconds * 1e6) + " µs";
    }
    return seconds < SECOND ? digits(seconds * 1e3) + " ms" : longer(seconds);
  }

  private static String longer(double seconds) {
    return seconds < 60 ? digits(seconds) + " s" : span(Duration.ofSeconds((long) seconds));
  }

  /** A long time, in its two largest units. */
  public static String span(Duration time) {
    return Words.span(time);
  }

  /** Returns a number of bytes in the unit that fits. */
  public static String bytes(long bytes) {
    double value = bytes;
    for (String unit : new String[] {"B", "KiB", "MiB", "GiB"}) {
      if (Math.abs(value) < KILO) {
        return digits(value) + " " + unit;
      }
      value /= KILO;
    }
    return digits(value) + " TiB";
  }

  /** A measure of quality with its interval. */
  public static String interval(Interval interval) {
    if (!Double.isFinite(interval.value())) {
      return NONE;
    }
    return Double.isFinite(interval.low())
        ? three(interval.value())
            + " ("
            + three(interval.low())
            + " to "
            + three(interval.high())
            + ")"
        : three(interval.value());
  }

  /** Three digits behind the point, fewer of a large number. */
  public static String three(double value) {
    if (!Double.isFinite(value)) {
      return NONE;
    }
    return Math.abs(value) < 10 ? String.format(Locale.ROOT, "%.3f", value) : digits(value);
  }

  /** About three digits. */
  private static String digits(double value) {
    double size = Math.abs(value);
    if (size >= 100) {
      return String.format(Locale.ROOT, "%,.0f", value);
    }
    String text = String.format(Locale.ROOT, size >= 10 ? "%.1f" : "%.2f", value);
    return trimmed(text);
  }

  /** Zeros at the end behind the point tell nothing. */
  private static String trimmed(String text) {
    if (text.indexOf('.') < 0 || text.indexOf('e') >= 0) {
      return text;
    }
    int end = text.length();
    while (text.charAt(end - 1) == '0') {
      end--;
    }
    return text.substring(0, text.charAt(end - 1) == '.' ? end - 1 : end);
  }
}

package io.github.djlobservability.config;

import io.github.djlobservability.drift.ExpectedRunTime;
import io.github.djlobservability.drift.Window;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The written forms of times, and of numbers of items that may be times. */
final class TimeNotation {
  private static final Map<Character, ChronoUnit> UNITS =
      Map.of(
          's', ChronoUnit.SECONDS,
          'm', ChronoUnit.MINUTES,
          'h', ChronoUnit.HOURS,
          'd', ChronoUnit.DAYS);

  private TimeNotation() {}

  /** Takes a time above zero. */
  static Notation<Duration> time() {
    return Notation.of(
        "a time such as `90m`, `12h`, `30d`", TimeNotation::parse, TimeNotation::write);
  }

  /** Takes a time, or 0. */
  static Notation<Duration> timeOrZero() {
    return Notation.of(
        "a time such as `30s`, `10m`, `12h`, or 0",
        text -> "0".equals(text) ? Duration.ZERO : parse(text),
        TimeNotation::write);
  }

  /**
   * Takes a window.
   *
   * @param maxItems of one that is a number of items
   * @param times examples of one that is a time
   */
  static Notation<Window> window(int maxItems, String times) {
    return Notation.of(
        "a number of items from %d to %d, or a time such as %s"
            .formatted(Window.MIN_ITEMS, maxItems, times),
        text -> {
          Duration duration = parse(text);
          if (duration != null) {
            return Window.of(duration);
          }
          Long items = Notation.parseWhole(text, Window.MIN_ITEMS, maxItems);
          return items == null ? null : Window.ofItems(items.intValue());
        },
        window ->
            window.duration().isZero()
                ? Integer.toString(window.items())
                : write(window.duration()));
  }

  static Notation<ExpectedRunTime> runTime() {
    return Notation.of(
        "a number of items from 100 on, or a time such as `90m`, `12h`, `7d`",
        TimeNotation::parseRunTime,
        time ->
            time.duration() == null ? Long.toString((long) time.items()) : write(time.duration()));
  }

  private static @Nullable ExpectedRunTime parseRunTime(String text) {
    try {
      Duration duration = parse(text);
      return duration == null
          ? ExpectedRunTime.ofItems((double) Long.parseLong(text))
          : ExpectedRunTime.of(duration);
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  /** Returns null for a text that is no time above zero. */
  private static @Nullable Duration parse(String text) {
    int last = text.length() - 1;
    ChronoUnit unit = last < 0 ? null : UNITS.get(text.charAt(last));
    if (unit == null) {
      return null;
    }
    try {
      Duration duration = Duration.of(Long.parseLong(text.substring(0, last)), unit);
      return duration.isNegative() || duration.isZero() ? null : duration;
    } catch (NumberFormatException | ArithmeticException e) {
      return null;
    }
  }

  private static String write(Duration duration) {
    long seconds = duration.toSeconds();
    if (seconds > 0 && seconds % 86_400 == 0) {
      return seconds / 86_400 + "d";
    }
    if (seconds > 0 && seconds % 3_600 == 0) {
      return seconds / 3_600 + "h";
    }
    return seconds > 0 && seconds % 60 == 0 ? seconds / 60 + "m" : seconds + "s";
  }
}

package io.github.djlobservability.report;

import io.github.djlobservability.profile.NumericProfile;
import io.github.djlobservability.profile.evidence.EpochUnit;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Says the numbers of one feature in its own terms: times as times. Immutable. */
public final class Quantity {

  private static final DateTimeFormatter MINUTE = formatter("yyyy-MM-dd HH:mm");
  private static final DateTimeFormatter DAY = formatter("yyyy-MM-dd");
  private static final DateTimeFormatter WITHIN_DAYS = formatter("MM-dd HH:mm");
  private static final double DAY_SECONDS = 86_400;

  private final @Nullable EpochUnit unit;

  private Quantity(@Nullable EpochUnit unit) {
    this.unit = unit;
  }

  private static DateTimeFormatter formatter(String pattern) {
    return DateTimeFormatter.ofPattern(pattern, Locale.ROOT).withZone(ZoneOffset.UTC);
  }

  /** Says how the values of a reference are written: as numbers or as times. */
  public static Quantity of(NumericProfile reference) {
    return new Quantity(
        reference.count() == 0 ? null : EpochUnit.of(reference.minimum(), reference.maximum()));
  }

  /** Returns a time, to the minute. */
  public static String minute(Instant time) {
    return MINUTE.format(time);
  }

  /** Returns a number. */
  public String text(double value) {
    return unit == null || !Double.isFinite(value)
        ? Words.number(value)
        : MINUTE.format(unit.instant(value));
  }

  /** Returns a difference of two numbers, or what spreads as they do. */
  String difference(double value) {
    if (unit == null || !Double.isFinite(value)) {
      return Words.number(value);
    }
    double seconds = unit.seconds(value);
    if (seconds >= DAY_SECONDS) {
      return Words.number(seconds / DAY_SECONDS) + " days";
    }
    return seconds >= 3600
        ? Words.number(seconds / 3600) + " hours"
        : Words.number(seconds) + " seconds";
  }

  /**
   * Returns the name of a place on an axis.
   *
   * @param plain what it is called where numbers are just numbers
   * @param span from one end of the axis to the other
   */
  public String tick(double value, String plain, double span) {
    if (unit == null) {
      return plain;
    }
    boolean days = unit.seconds(span) > 4 * DAY_SECONDS;
    return (days ? DAY : WITHIN_DAYS).format(unit.instant(value));
  }
}

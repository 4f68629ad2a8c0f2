package io.github.djlobservability.profile.evidence;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** In which unit numbers count the time since 1970. */
public enum EpochUnit {
  SECONDS(1),
  MILLISECONDS(1e3),
  MICROSECONDS(1e6),
  NANOSECONDS(1e9);

  /** From September 2001 to May 2033. */
  private static final double FIRST_SECOND = 1e9;

  private static final double LAST_SECOND = 2e9;

  private final double perSecond;

  EpochUnit(double perSecond) {
    this.perSecond = perSecond;
  }

  /**
   * Returns the unit in which all numbers from one to another are times of our days; null if none.
   */
  public static @Nullable EpochUnit of(double minimum, double maximum) {
    for (EpochUnit unit : values()) {
      if (minimum >= FIRST_SECOND * unit.perSecond && maximum <= LAST_SECOND * unit.perSecond) {
        return unit;
      }
    }
    return null;
  }

  /** Returns the time that a number is, to the second. */
  public Instant instant(double number) {
    return Instant.ofEpochSecond((long) Math.floor(number / perSecond));
  }

  /** Returns how many seconds a difference is. */
  public double seconds(double difference) {
    return difference / perSecond;
  }
}

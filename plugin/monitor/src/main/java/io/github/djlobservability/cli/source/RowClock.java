package io.github.djlobservability.cli.source;

import io.github.djlobservability.profile.LeftOut;
import io.github.djlobservability.profile.SampledRow;
import io.github.djlobservability.profile.evidence.EpochUnit;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.time.temporal.TemporalAccessor;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads when a row was observed from the first of the columns that were left out as clocks: seconds
 * to nanoseconds since 1970, or ISO 8601 with a T or a blank, in UTC where no offset is told.
 */
public final class RowClock {

  private static final double MILLIS = 1000;

  private static final DateTimeFormatter FORMAT =
      DateTimeFormatter.ofPattern(
              "uuuu-MM-dd[['T'][' ']HH:mm[:ss][.SSSSSSSSS][.SSSSSS][.SSS][XXX][XX]]")
          .withResolverStyle(ResolverStyle.STRICT);

  private final @Nullable String column;

  /** Reads the first clock of these columns. */
  public RowClock(Map<String, LeftOut> leftOut) {
    this.column =
        leftOut.entrySet().stream()
            .filter(entry -> entry.getValue() == LeftOut.CLOCK)
            .map(Map.Entry::getKey)
            .findFirst()
            .orElse(null);
  }

  /** Returns the column it reads; null if there is no clock. */
  public @Nullable String column() {
    return column;
  }

  /** Returns the time that a value is; {@link SampledRow#NO_TIME} if it is none. */
  static long millis(@Nullable Object value) {
    if (value instanceof Number number) {
      return ofNumber(number.doubleValue());
    }
    if (!(value instanceof String text)) {
      return SampledRow.NO_TIME;
    }
    try {
      return text.indexOf('-') > 0 ? ofText(text) : ofNumber(Double.parseDouble(text));
    } catch (DateTimeException | NumberFormatException e) {
      return SampledRow.NO_TIME;
    }
  }

  private static long ofNumber(double number) {
    EpochUnit unit = EpochUnit.of(number, number);
    return unit == null ? SampledRow.NO_TIME : (long) (MILLIS * unit.seconds(number));
  }

  private static long ofText(String text) {
    TemporalAccessor time =
        FORMAT.parseBest(text, OffsetDateTime::from, LocalDateTime::from, LocalDate::from);
    if (time instanceof OffsetDateTime told) {
      return told.toInstant().toEpochMilli();
    }
    Instant inUtc =
        time instanceof LocalDateTime local
            ? local.toInstant(ZoneOffset.UTC)
            : LocalDate.from(time).atStartOfDay().toInstant(ZoneOffset.UTC);
    return inUtc.toEpochMilli();
  }
}

package io.github.djlobservability.console.page.part;

import io.github.djlobservability.html.HtmlWriter;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/** Writes moments; the page's script shows them in the reader's own time zone. */
public final class Moment {
  private static final DateTimeFormatter TODAY =
      DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT).withZone(ZoneOffset.UTC);
  private static final DateTimeFormatter BEFORE =
      DateTimeFormatter.ofPattern("d MMM HH:mm", Locale.ENGLISH).withZone(ZoneOffset.UTC);

  private Moment() {}

  /** Writes a moment in UTC, with its day where that is not today. */
  public static void write(HtmlWriter html, long epochMillis, Instant now) {
    write(html, Instant.ofEpochMilli(epochMillis), now);
  }

  /** Writes a moment in UTC, with its day where that is not today. */
  public static void write(HtmlWriter html, Instant at, Instant now) {
    html.element(
        "time", text(at, now) + " UTC", "datetime", at.truncatedTo(ChronoUnit.SECONDS).toString());
  }

  private static String text(Instant at, Instant now) {
    boolean today = at.truncatedTo(ChronoUnit.DAYS).equals(now.truncatedTo(ChronoUnit.DAYS));
    return (today ? TODAY : BEFORE).format(at);
  }
}

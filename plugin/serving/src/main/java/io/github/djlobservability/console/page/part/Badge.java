package io.github.djlobservability.console.page.part;

import io.github.djlobservability.console.overview.Health;
import io.github.djlobservability.drift.Status;
import io.github.djlobservability.html.HtmlWriter;
import java.util.Locale;

/** Marks how something stands, in a word and a colour. */
public final class Badge {
  private Badge() {}

  /** Writes how a model is. */
  public static void write(HtmlWriter html, Health health) {
    write(html, health.words(), health.tone());
  }

  /** Writes what a check says. */
  public static void write(HtmlWriter html, Status status) {
    write(
        html,
        switch (status) {
          case DRIFT -> "Drift";
          case WARNING -> "Warning";
          case SMALL -> "Significant, small";
          case STABLE -> "Stable";
          case WARMING_UP -> "Warming up";
        },
        tone(status));
  }

  /** Returns how bad it is. */
  public static Health.Tone tone(Status status) {
    return switch (status) {
      case DRIFT -> Health.Tone.BAD;
      case WARNING -> Health.Tone.UNSURE;
      case SMALL, STABLE -> Health.Tone.GOOD;
      case WARMING_UP -> Health.Tone.CALM;
    };
  }

  /** Writes words, and shows by their look how bad it is. */
  public static void write(HtmlWriter html, String words, Health.Tone tone) {
    html.element("b", words, "class", "badge " + tone.name().toLowerCase(Locale.ROOT));
  }
}

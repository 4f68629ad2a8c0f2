package io.github.djlobservability.console.page;

import io.github.djlobservability.console.overview.Health;
import io.github.djlobservability.drift.Status;
import io.github.djlobservability.html.HtmlWriter;
import java.util.Locale;

/** Marks how something stands, in a word and a colour. */
final class Badge {
  private Badge() {}

  static void write(HtmlWriter html, Health health) {
    write(html, health.words(), health.tone());
  }

  static void write(HtmlWriter html, Status status) {
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

  static Health.Tone tone(Status status) {
    return switch (status) {
      case DRIFT -> Health.Tone.BAD;
      case WARNING -> Health.Tone.UNSURE;
      case SMALL, STABLE -> Health.Tone.GOOD;
      case WARMING_UP -> Health.Tone.CALM;
    };
  }

  static void write(HtmlWriter html, String words, Health.Tone tone) {
    html.element("b", words, "class", "badge " + tone.name().toLowerCase(Locale.ROOT));
  }
}

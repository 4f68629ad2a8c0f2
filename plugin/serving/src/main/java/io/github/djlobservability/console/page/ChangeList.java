package io.github.djlobservability.console.page;

import io.github.djlobservability.console.overview.Change;
import io.github.djlobservability.html.HtmlWriter;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/** Writes what differs from the reference, one line each. */
final class ChangeList {
  private ChangeList() {}

  /**
   * Writes it; nothing if nothing differs.
   *
   * @param most how many are written at most; the rest is counted
   */
  static void write(HtmlWriter html, List<Change> changes, int most, Instant now) {
    if (changes.isEmpty()) {
      return;
    }
    html.start("ul", "class", "changes");
    for (Change change : changes.subList(0, Math.min(most, changes.size()))) {
      html.start("li", "class", Badge.tone(change.status()).name().toLowerCase(Locale.ROOT));
      html.start("b").name(change.subject()).end();
      html.text(": ").sentence(change.change());
      if (change.since() != null) {
        html.text(" since ");
        Moment.write(html, Instant.parse(change.since()), now);
      }
      if (change.mutedUntil() != null) {
        html.text(" (muted until ");
        Moment.write(html, Instant.parse(change.mutedUntil()), now);
        html.text(")");
      }
      html.end();
    }
    if (changes.size() > most) {
      html.element("li", "and " + (changes.size() - most) + " more", "class", "soft");
    }
    html.end();
  }
}

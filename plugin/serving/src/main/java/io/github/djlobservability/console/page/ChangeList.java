package io.github.djlobservability.console.page;

import io.github.djlobservability.console.overview.Change;
import io.github.djlobservability.console.page.part.Badge;
import io.github.djlobservability.console.page.part.Figures;
import io.github.djlobservability.console.page.part.Moment;
import io.github.djlobservability.drift.Status;
import io.github.djlobservability.html.HtmlWriter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Writes what differs from the reference: one line for each incident. */
final class ChangeList {
  static final int MOST_NAMES = 5;

  private final HtmlWriter html;
  private final Instant now;

  private ChangeList(HtmlWriter html, Instant now) {
    this.html = html;
    this.now = now;
  }

  /**
   * Writes it; nothing if nothing differs.
   *
   * @param most how many incidents are written at most, and figures of each; the rest is counted
   */
  static void write(HtmlWriter html, List<Change> changes, int most, Instant now) {
    if (!changes.isEmpty()) {
      new ChangeList(html, now).write(incidents(changes), most);
    }
  }

  /** Returns those of one incident together, in the order of the first of each. */
  private static List<List<Change>> incidents(List<Change> changes) {
    Map<String, List<Change>> incidents = new LinkedHashMap<>();
    for (Change change : changes) {
      String key =
          change.incident() == null
              ? "feature " + change.feature()
              : "incident " + change.incident() + (change.mutedUntil() == null ? "" : " muted");
      incidents.computeIfAbsent(key, unused -> new ArrayList<>()).add(change);
    }
    return List.copyOf(incidents.values());
  }

  private void write(List<List<Change>> incidents, int most) {
    html.start("ul", "class", "changes");
    for (List<Change> incident : incidents.subList(0, Math.min(most, incidents.size()))) {
      Change worst = incident.get(0);
      html.start("li", "class", Badge.tone(worst.status()).name().toLowerCase(Locale.ROOT));
      if (incident.size() == 1) {
        one(worst);
      } else {
        together(incident, Math.min(most, MOST_NAMES));
      }
      html.end();
    }
    if (incidents.size() > most) {
      html.element("li", "and " + (incidents.size() - most) + " more", "class", "soft");
    }
    html.end();
  }

  private void one(Change change) {
    html.start("b").name(change.subject()).end();
    html.text(": ").sentence(change.change());
    when(change);
  }

  private void when(Change change) {
    if (change.since() != null) {
      html.text(" since ");
      Moment.write(html, Instant.parse(change.since()), now);
    }
    if (change.mutedUntil() != null) {
      html.text(" (muted until ");
      Moment.write(html, Instant.parse(change.mutedUntil()), now);
      html.text(")");
    }
  }

  private void together(List<Change> incident, int most) {
    Change worst = incident.get(0);
    html.element("b", Figures.count(incident.size()) + " features");
    boolean sure = incident.stream().anyMatch(change -> change.status() == Status.DRIFT);
    html.text(sure ? " changed together" : " may be changing together");
    when(worst);
    if (worst.cause() != null) {
      html.text("; ").sentence(worst.cause());
    }
    html.text(incident.size() > most ? ", most of all:" : ":");
    html.start("ul");
    for (Change change : incident.subList(0, Math.min(most, incident.size()))) {
      html.start("li").start("b").name(change.subject()).end();
      html.text(": ").sentence(change.change()).end();
    }
    html.end();
    rest(incident, most);
  }

  /** Names some more of an incident's features, and counts those that are left. */
  private void rest(List<Change> incident, int shown) {
    int named = Math.min(incident.size(), shown + MOST_NAMES);
    if (named > shown) {
      html.text("also ");
      names(
          html,
          incident.subList(shown, named).stream().map(Change::subject).toList(),
          incident.size() - named);
    }
  }

  /**
   * Writes names of features, and how many more there are.
   *
   * @param more how many aren't named
   */
  static void names(HtmlWriter html, List<String> names, int more) {
    for (int i = 0; i < names.size(); i++) {
      html.text(i == 0 ? "" : ", ").name(names.get(i));
    }
    html.text(more == 0 ? "" : " and " + Figures.count(more) + " more");
  }
}

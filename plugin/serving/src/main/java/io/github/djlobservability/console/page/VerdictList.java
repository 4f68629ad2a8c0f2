package io.github.djlobservability.console.page;

import io.github.djlobservability.console.overview.Changes;
import io.github.djlobservability.console.page.part.Badge;
import io.github.djlobservability.console.page.part.Moment;
import io.github.djlobservability.console.page.part.Viewer;
import io.github.djlobservability.drift.Status;
import io.github.djlobservability.drift.Verdict;
import io.github.djlobservability.history.ConcernedFeature;
import io.github.djlobservability.history.Happening;
import io.github.djlobservability.history.HistoryReport;
import io.github.djlobservability.history.ModelIncident;
import io.github.djlobservability.html.HtmlWriter;
import io.github.djlobservability.monitoring.items.ItemIds;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Writes verdicts, the newest first, each with the requests behind it. */
final class VerdictList {
  private static final Pattern TRACE = Pattern.compile("[0-9a-f]{32}");

  private final Viewer viewer;

  VerdictList(Viewer viewer) {
    this.viewer = viewer;
  }

  /**
   * Writes what happened, the newest first: verdicts of one incident together.
   *
   * @param id of the list on the page
   */
  void write(HtmlWriter html, String id, HistoryReport history) {
    List<Happening> happenings = history.happenings();
    Set<Long> written = new HashSet<>();
    html.start("ol", "class", "timeline", "id", id, "tabindex", "0", "aria-label", "What happened");
    int next = 0;
    for (Verdict verdict : history.verdicts()) {
      ModelIncident incident = history.incident(verdict.incidentId());
      if (incident != null && incident.isShared() && !written.add(incident.id())) {
        continue;
      }
      for (;
          next < happenings.size() && happenings.get(next).epochMillis() > verdict.epochMillis();
          next++) {
        write(html, happenings.get(next));
      }
      if (incident == null || !incident.isShared()) {
        write(html, verdict, id + "-" + verdict.item() + "-" + key(verdict));
      } else {
        write(html, incident, verdict.epochMillis(), id, history.verdicts());
      }
    }
    happenings.subList(next, happenings.size()).forEach(happening -> write(html, happening));
    html.end();
  }

  private void write(
      HtmlWriter html, ModelIncident incident, long lastMillis, String id, List<Verdict> verdicts) {
    html.start("li", "class", Badge.tone(incident.status()).name().toLowerCase(Locale.ROOT));
    html.start("span", "class", "when");
    Moment.write(html, lastMillis, viewer.now());
    html.end();
    html.start("div").start("p");
    Badge.write(html, incident.status());
    names(html, incident);
    html.text(" " + incident.verb());
    if (incident.status() == Status.STABLE) {
      html.text(", after what was noticed at ");
      Moment.write(html, incident.epochMillis(), viewer.now());
    } else if (incident.onset() != null) {
      html.text(", since about ");
      Moment.write(html, incident.onset().epochMillis(), viewer.now());
    }
    mostAffected(html, incident);
    html.end();
    List<Verdict> own =
        verdicts.stream().filter(verdict -> verdict.incidentId() == incident.id()).toList();
    String list = id + "-incident-" + incident.id();
    html.start("details", "id", list + "-more");
    html.element("summary", "Feature by feature");
    write(html, list, own);
    html.end().end().end();
  }

  private static void names(HtmlWriter html, ModelIncident incident) {
    List<String> named =
        incident.features().stream()
            .limit(ChangeList.MOST_NAMES)
            .map(feature -> Changes.subject(feature.feature()))
            .toList();
    html.start("b");
    ChangeList.names(html, named, incident.unnamed(ChangeList.MOST_NAMES));
    html.end();
  }

  private static void mostAffected(HtmlWriter html, ModelIncident incident) {
    if (incident.status() == Status.STABLE || incident.features().isEmpty()) {
      return;
    }
    if (incident.cause() != null) {
      html.text("; ").sentence(incident.cause());
    }
    ConcernedFeature most = incident.features().get(0);
    html.text("; most of all ").name(Changes.subject(most.feature())).text(": ");
    html.sentence(Changes.words(most.feature(), most.change()));
  }

  private void write(HtmlWriter html, Happening happening) {
    html.start("li", "class", "calm").start("span", "class", "when");
    Moment.write(html, happening.epochMillis(), viewer.now());
    html.end().start("p");
    switch (happening.kind()) {
      case LOADED -> html.text("The server loaded the model.");
      case REFERENCE -> reference(html, happening.text());
      case NOT_SAVED -> notSaved(html, happening.text());
    }
    html.end().end();
  }

  /** The text is how many items are lost, and the moment since which. */
  private void notSaved(HtmlWriter html, String text) {
    String[] parts = text.split(" since ", -1);
    html.text("The server had stopped without saving: " + parts[0] + " items that it compared");
    if (parts.length == 2) {
      html.text(" after ");
      Moment.write(html, Instant.parse(parts[1]), viewer.now());
    }
    html.text(", and those of its last second, are not in the charts.");
  }

  /** The text is the moment at which it was made, and how many rows it has. */
  private void reference(HtmlWriter html, String text) {
    int comma = text.indexOf(", ");
    html.text("From here on it is compared with the reference ");
    try {
      Instant made = Instant.parse(text.substring(0, Math.max(0, comma)));
      html.text("of " + text.substring(comma + 2) + ", made ");
      Moment.write(html, made, viewer.now());
      html.text(".");
    } catch (DateTimeParseException e) {
      html.sentence(text);
    }
  }

  /**
   * Writes verdicts.
   *
   * @param id of the list on the page
   */
  void write(HtmlWriter html, String id, List<Verdict> verdicts) {
    html.start("ol", "class", "timeline", "id", id);
    for (Verdict verdict : verdicts) {
      write(html, verdict, id + "-" + verdict.item() + "-" + key(verdict));
    }
    html.end();
  }

  private static String key(Verdict verdict) {
    return Integer.toHexString((verdict.feature() + verdict.check() + verdict.status()).hashCode());
  }

  private void write(HtmlWriter html, Verdict verdict, String id) {
    html.start("li", "class", Badge.tone(verdict.status()).name().toLowerCase(Locale.ROOT));
    html.start("span", "class", "when");
    Moment.write(html, verdict.epochMillis(), viewer.now());
    html.end();
    html.start("div").start("p");
    Badge.write(html, verdict.status());
    html.start("b").name(Changes.subject(verdict.feature())).end().text(" ");
    html.sentence(Changes.sentence(verdict));
    if (verdict.onset() != null) {
      html.text(", since about ");
      Moment.write(html, verdict.onset().epochMillis(), viewer.now());
    }
    html.text(Changes.meaning(verdict)).end();
    requests(html, verdict, id);
    html.end().end();
  }

  private void requests(HtmlWriter html, Verdict verdict, String id) {
    List<String> requests = ItemIds.requests(verdict.itemIds());
    List<String> traces = ItemIds.traces(verdict.itemIds());
    if (requests.isEmpty() && traces.isEmpty()) {
      return;
    }
    html.start("details", "id", id).element("summary", "Requests behind it");
    html.start("ul", "class", "ids");
    for (String request : requests) {
      html.start("li").text("request ").start("code", "class", "request-id").name(request);
      html.end().end();
    }
    for (String trace : traces) {
      html.start("li").text("trace ");
      trace(html, trace);
      html.end();
    }
    html.end().end();
  }

  /** Writes a trace id, as a link where it is known to what. */
  void trace(HtmlWriter html, String trace) {
    String template = viewer.traceLink();
    if (template != null && TRACE.matcher(trace).matches()) {
      html.element(
          "a",
          trace,
          "href",
          template.replace("{traceId}", trace),
          "rel",
          "noopener noreferrer",
          "class",
          "trace-id");
    } else {
      html.start("code", "class", "trace-id").name(trace).end();
    }
  }
}

package io.github.djlobservability.console.page;

import io.github.djlobservability.console.page.part.Figures;
import io.github.djlobservability.console.page.part.Moment;
import io.github.djlobservability.console.page.part.Viewer;
import io.github.djlobservability.html.HtmlWriter;
import io.github.djlobservability.monitoring.WatchReport;
import io.github.djlobservability.monitoring.items.LastRequest;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Shows the last request as it was read: names and kinds, no values. */
final class LastRequestSection {
  private LastRequestSection() {}

  static void write(HtmlWriter html, @Nullable LastRequest last, WatchReport drift, Viewer viewer) {
    boolean idle = drift.reference() == null && drift.capture() == null;
    if (last == null && idle) {
      html.start("p", "class", "soft");
      html.text("Requests are not read, nor counted as seen, without a reference. Ship a ");
      html.element("code", "reference-profile.json").text(" with the model, or set ");
      html.element("code", "observability.reference.capture=1000");
      html.text(" to take one from requests.").end();
      return;
    }
    if (last == null) {
      html.element("p", "No request has been read yet.", "class", "soft");
      return;
    }
    html.start("p").text("It came at ");
    Moment.write(html, last.epochMillis(), viewer.now());
    html.text(
        " and has " + Figures.count(last.items()) + (last.items() == 1 ? " item. " : " items. "));
    prediction(html, last);
    html.end();
    if (last.notRead() != null) {
      html.start("p", "class", "notice bad").text("It could not be read: ");
      html.sentence(last.notRead()).end();
    }
    if (last.notPredicted() != null) {
      html.start("p", "class", "notice unsure").text("No prediction was found: ");
      html.sentence(last.notPredicted()).end();
    }
    names(html, "Missing, as the reference has them", last.missing());
    fields(html, last);
  }

  private static void prediction(HtmlWriter html, LastRequest last) {
    if (last.prediction() != null) {
      html.text("In the response a prediction was found (" + last.prediction() + ")");
      html.text(last.score() ? " and a score." : ", and no score.");
    }
  }

  private static void names(HtmlWriter html, String title, List<String> names) {
    if (names.isEmpty()) {
      return;
    }
    html.start("p", "class", "notice unsure").element("b", title + ": ");
    for (int i = 0; i < names.size(); i++) {
      html.text(i == 0 ? "" : ", ").name(names.get(i));
    }
    html.end();
  }

  private static void fields(HtmlWriter html, LastRequest last) {
    if (last.fields().isEmpty()) {
      return;
    }
    html.start("details", "id", "fields");
    html.element("summary", "The fields of its first item, without their values");
    html.start("ul", "class", "fields");
    for (LastRequest.Field field : last.fields()) {
      html.start("li").start("code").name(field.name()).end().text(" " + field.kind());
      html.text(field.known() ? "" : ", not in the reference").end();
    }
    if (last.more() > 0) {
      html.element("li", "and " + last.more() + " more");
    }
    html.end().end();
  }
}

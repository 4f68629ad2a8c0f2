package io.github.djlobservability.console.page;

import io.github.djlobservability.console.overview.ModelLinks;
import io.github.djlobservability.html.HtmlWriter;
import io.github.djlobservability.model.ModelId;
import io.github.djlobservability.monitoring.WatchReport;

/** Offers the actions on a model to a reader who may manage models. */
final class ActionSection {
  private static final String ITEMS = "1000";

  private ActionSection() {}

  static void write(HtmlWriter html, ModelId model, WatchReport report) {
    String reference = ModelLinks.address(model, "/reference");
    if (report.capture() != null) {
      progress(html, report.capture());
    }
    html.start("form", "method", "post", "action", reference, "class", "action", "id", "take");
    html.element(
        "p",
        "A new reference makes what comes from now on the normal state. It is taken from the next"
            + " items; until it is complete, nothing is compared.");
    html.element("label", "Items", "for", "items");
    html.empty(
        "input",
        "type",
        "number",
        "id",
        "items",
        "name",
        "items",
        "min",
        "100",
        "max",
        "1000000",
        "value",
        ITEMS,
        "required",
        "");
    html.element("button", "Take a new reference");
    html.element("p", "", "class", "result", "role", "status", "data-keep", "").end();
  }

  private static void progress(HtmlWriter html, WatchReport.Capture capture) {
    html.start("p", "class", "progress");
    html.text("A reference is being taken: " + Figures.count(capture.taken()) + " of ");
    html.text(Figures.count(capture.wanted()) + " items ");
    html.element(
        "progress",
        Figures.share(capture.taken(), capture.wanted()),
        "value",
        Long.toString(capture.taken()),
        "max",
        Long.toString(capture.wanted()),
        "aria-label",
        "items taken");
    html.end();
  }
}

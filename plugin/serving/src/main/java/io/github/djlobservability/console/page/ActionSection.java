package io.github.djlobservability.console.page;

import io.github.djlobservability.console.overview.ModelLinks;
import io.github.djlobservability.console.page.part.Figures;
import io.github.djlobservability.drift.Status;
import io.github.djlobservability.html.HtmlWriter;
import io.github.djlobservability.model.ModelId;
import io.github.djlobservability.monitoring.WatchReport;

/** Offers the actions on a model to a reader who may manage models. */
final class ActionSection {
  private static final String ITEMS = "1000";

  private ActionSection() {}

  static void write(HtmlWriter html, ModelId model, WatchReport report) {
    if (report.capture() != null) {
      delete(
          html,
          "cancel",
          ModelLinks.address(model, "/reference/capture"),
          "What was in force before stays in force.",
          "Take no reference");
      return;
    }
    take(html, ModelLinks.address(model, "/reference"), drifts(report));
    WatchReport.Reference reference = report.reference();
    if (reference != null && reference.captured()) {
      delete(
          html,
          "drop",
          ModelLinks.address(model, "/reference"),
          "The reference in force was taken from requests. The one that came with the model, if"
              + " there is one, can be put in force again.",
          "Go back to the shipped reference");
    }
  }

  private static boolean drifts(WatchReport report) {
    return report.evaluation() != null && report.evaluation().status() == Status.DRIFT;
  }

  private static void take(HtmlWriter html, String address, boolean drifts) {
    html.start("form", "method", "post", "action", address, "class", "action", "id", "take");
    html.element(
        "p",
        (drifts
                ? "If what comes now is how it shall be, accept it: a new reference is taken from"
                    + " the next items, and replaces the one in force."
                : "A new reference makes what comes from now on the normal state.")
            + " Until it is complete, the one in force stays in force.");
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
    html.element("button", drifts ? "Accept the new state" : "Take a new reference");
    result(html);
    html.end();
  }

  /** Only a script can send what a form can't. */
  private static void delete(
      HtmlWriter html, String id, String address, String sentence, String button) {
    html.start(
        "form",
        "method",
        "post",
        "data-method",
        "DELETE",
        "action",
        address,
        "class",
        "action scripted",
        "id",
        id);
    html.element("p", sentence);
    html.element("button", button, "class", "quiet");
    result(html);
    html.end();
  }

  private static void result(HtmlWriter html) {
    html.element("p", "", "class", "result", "role", "status", "data-keep", "");
  }

  /** Says how far a reference is taken. */
  static void progress(HtmlWriter html, WatchReport.Capture capture) {
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

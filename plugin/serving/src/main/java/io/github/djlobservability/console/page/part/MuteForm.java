package io.github.djlobservability.console.page.part;

import io.github.djlobservability.console.overview.ModelLinks;
import io.github.djlobservability.history.Mute;
import io.github.djlobservability.html.HtmlWriter;
import io.github.djlobservability.model.ModelId;
import io.github.djlobservability.monitoring.WatchReport;
import java.time.Instant;

/** Says whether a feature is muted, and lets who may manage models change that. */
public final class MuteForm {
  private static final String HOURS = "24";

  private MuteForm() {}

  /** Writes until when a feature is muted, and a form for those who may change that. */
  public static void write(
      HtmlWriter html, ModelId model, WatchReport report, String feature, Viewer viewer) {
    Mute muted =
        report.muted().stream()
            .filter(mute -> mute.feature().equals(feature))
            .findFirst()
            .orElse(null);
    if (muted != null) {
      html.start("p", "class", "muted").text("Muted until ");
      Moment.write(html, Instant.parse(muted.until()), viewer.now());
      html.text(": it is watched and recorded, and makes no alert.").end();
    }
    if (!viewer.manages()) {
      return;
    }
    String id = "mute-" + Integer.toHexString(feature.hashCode());
    html.start(
        "form",
        "method",
        "post",
        "action",
        ModelLinks.mute(model, feature),
        "class",
        "action",
        "id",
        id);
    if (muted == null) {
      html.element(
          "p",
          "Muted, the feature is watched and recorded as before, and makes no alert; the model's"
              + " status leaves it out.");
      html.element("label", "Hours", "for", id + "-hours");
      html.empty(
          "input",
          "type",
          "number",
          "id",
          id + "-hours",
          "name",
          "hours",
          "min",
          "1",
          "max",
          "720",
          "value",
          HOURS,
          "required",
          "");
    } else {
      html.empty("input", "type", "hidden", "name", "hours", "value", "0");
    }
    html.element("button", muted == null ? "Mute" : "Mute no longer", "class", "quiet");
    html.element("p", "", "class", "result", "role", "status", "data-keep", "");
    html.end();
  }
}

package io.github.djlobservability.console.page;

import io.github.djlobservability.console.overview.ModelLinks;
import io.github.djlobservability.console.page.part.Figures;
import io.github.djlobservability.console.page.part.Moment;
import io.github.djlobservability.console.page.part.ServerStrip;
import io.github.djlobservability.console.page.part.Viewer;
import io.github.djlobservability.html.HtmlWriter;
import io.github.djlobservability.label.DelayReport;
import io.github.djlobservability.label.JoinOutcome;
import io.github.djlobservability.label.JoinReport;
import io.github.djlobservability.monitoring.FeedbackReport;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** How the labels of a model stand. */
final class LabelSection {
  private LabelSection() {}

  /** Writes it; says how to have it where no labels are taken. */
  static void write(HtmlWriter html, @Nullable FeedbackReport report, Viewer viewer) {
    if (report == null) {
      html.element(
          "p",
          "No labels are taken. observability.feedback=true changes that; where it is set, the"
              + " settings that are wrong say why not.",
          "class",
          "soft");
      return;
    }
    JoinReport.Predictions predictions = report.predictions();
    html.start("dl", "class", "facts");
    ServerStrip.fact(
        html,
        "Predictions with a label",
        Figures.share(report.coverage())
            + ": "
            + Figures.count(predictions.labelled())
            + " of "
            + Figures.count(predictions.kept()));
    DelayReport.Delays delays = report.delays().delaySeconds();
    ServerStrip.fact(
        html,
        "How long labels take",
        Double.isFinite(delays.p50())
            ? "half of them up to "
                + Figures.seconds(delays.p50())
                + ", 99 % up to "
                + Figures.seconds(delays.p99())
            : "–");
    ServerStrip.fact(
        html,
        "Predictions that waited too long for one",
        Figures.count(predictions.expired() + predictions.evicted()));
    ServerStrip.fact(
        html, "Labels that wait for their prediction", Figures.count(report.labels().waiting()));
    if (report.labels().unmatched() > 0) {
      ServerStrip.fact(
          html,
          "Labels that waited in vain: no prediction has the id that they name",
          Figures.count(report.labels().unmatched()));
    }
    html.end();
    html.start("p", "id", "wanted").text("Which items to label, with their weights: ");
    String wanted = ModelLinks.address(report.model(), "/feedback/wanted");
    html.element("a", "a list", "href", wanted).text(".").end();
    received(html, report.labels());
    refused(html, report.lastRefused(), viewer);
    bias(html, report.delays());
  }

  private static void received(HtmlWriter html, JoinReport.Labels labels) {
    if (labels.received().values().stream().allMatch(count -> count == 0)) {
      return;
    }
    html.element("h3", "Labels that came, by what became of them");
    html.start("dl", "class", "facts");
    labels
        .received()
        .forEach(
            (outcome, count) -> {
              if (count > 0) {
                ServerStrip.fact(html, words(outcome), Figures.count(count));
              }
            });
    html.end();
  }

  private static String words(String outcome) {
    for (JoinOutcome known : JoinOutcome.values()) {
      if (known.label().equals(outcome)) {
        return switch (known) {
          case MATCHED -> "found their prediction";
          case WAITING -> "came before it, and waited";
          case UNKNOWN -> "of no known prediction";
          case EXPIRED -> "too late";
          case DUPLICATE -> "came again";
          case CORRECTED -> "replaced another";
          case INVALID -> "can't be used";
        };
      }
    }
    return outcome;
  }

  private static void refused(
      HtmlWriter html, FeedbackReport.@Nullable Refused refused, Viewer viewer) {
    if (refused == null) {
      return;
    }
    html.start("p", "id", "last-refused").text("The last that found no use came ");
    Moment.write(html, Instant.parse(refused.time()), viewer.now());
    html.text(" and is " + refused.outcome());
    if (refused.reason() != null) {
      html.text(": ").sentence(refused.reason());
    }
    html.end();
  }

  private static void bias(HtmlWriter html, DelayReport delays) {
    DelayReport.Difference difference = delays.slowMinusQuick();
    if (difference == null || !Double.isFinite(difference.low())) {
      return;
    }
    if (difference.low() > 0 || difference.high() < 0) {
      DelayReport.Group quick = delays.byDelay().get(0);
      DelayReport.Group slow = delays.byDelay().get(delays.byDelay().size() - 1);
      html.start("p", "class", "notice unsure", "id", "slow-labels");
      html.text("Slow labels tell another story than quick ones: the ");
      html.text(delays.measure() + " is " + Figures.three(slow.error()) + " for the ");
      html.text(Figures.count(slow.items()) + " items whose label took ");
      html.text(Figures.seconds(slow.fromSeconds()) + " or longer, and ");
      html.text(Figures.three(quick.error()) + " for the " + Figures.count(quick.items()));
      html.text(" whose label came within " + Figures.seconds(quick.toSeconds()));
      html.text(". The difference is likely between " + Figures.three(difference.low()));
      html.text(" and " + Figures.three(difference.high()) + ". Labels of one upload are as late");
      html.text(" as their predictions are old, so this may also be a change in between.").end();
    }
  }
}

package io.github.djlobservability.console.rollout;

import io.github.djlobservability.html.HtmlWriter;
import io.github.djlobservability.report.Words;
import io.github.djlobservability.rollout.RolloutFinding;
import io.github.djlobservability.rollout.RolloutReport;
import io.github.djlobservability.rollout.VersionNames;

/** Says how the versions of a model compare, and what to do with each. */
public final class RolloutSection {
  private RolloutSection() {}

  /** Writes it. */
  public static void write(HtmlWriter html, RolloutReport report) {
    html.start("p", "class", "soft");
    html.text("Compared with ").name(VersionNames.named(report.baseline()));
    html.text(
        ", in times in which both serve. You may look whenever you like: the risk that versions");
    html.text(
            " which are equal are told to differ in what makes one worse is 5 % for each of them.")
        .end();
    report.notes().forEach(note -> html.start("p", "class", "notice unsure").sentence(note).end());
    report.candidates().forEach(candidate -> write(html, candidate));
    report
        .notCompared()
        .forEach(
            (reason, count) ->
                html.element("p", leftOut(reason) + ": " + count + ".", "class", "soft"));
  }

  private static String leftOut(String reason) {
    return switch (reason) {
      case "version" -> "Requests left out, since it isn't known which version served them";
      case "versions" ->
          "Requests, predictions and labels left out, since at most four versions are compared";
      case "before" -> "Left out, since a version was loaded again in between";
      case "kind" ->
          "Predictions and labels left out, since they are unlike those before, as a number is"
              + " after classes";
      case "id" -> "Predictions and labels without a request id, compared in all but pairs";
      default -> "Left out, " + reason;
    };
  }

  private static void write(HtmlWriter html, RolloutReport.Candidate candidate) {
    html.start("h3").name(Words.capitalized(VersionNames.named(candidate.version()))).end();
    html.start("p", "class", "verdict");
    html.element("b", words(candidate.advice()), "class", "badge " + tone(candidate.advice()));
    html.sentence(candidate.reason()).end();
    html.start("details").element("summary", "What was compared").start("ul");
    for (RolloutFinding finding : candidate.findings()) {
      html.start("li").sentence(finding.sentence()).end();
    }
    html.end().end();
  }

  private static String words(RolloutReport.Advice advice) {
    return switch (advice) {
      case GO_ON -> "Go on";
      case STOP -> "Stop";
      case WAIT -> "Wait";
    };
  }

  private static String tone(RolloutReport.Advice advice) {
    return switch (advice) {
      case GO_ON -> "good";
      case STOP -> "bad";
      case WAIT -> "calm";
    };
  }
}

package io.github.djlobservability.console.page;

import io.github.djlobservability.console.page.part.Figures;
import io.github.djlobservability.console.page.part.ServerStrip;
import io.github.djlobservability.html.HtmlWriter;
import io.github.djlobservability.html.Svg;
import io.github.djlobservability.load.ChangedFactor;
import io.github.djlobservability.load.LoadReport;
import io.github.djlobservability.load.ObjectiveReport;
import io.github.djlobservability.load.PerformanceChange;
import io.github.djlobservability.model.DurationSummary;
import io.github.djlobservability.model.Phase;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How busy a model is, and where its time goes. */
final class LoadSection {
  private static final int WIDTH = 1000;
  private static final int HEIGHT = 14;

  private LoadSection() {}

  static void write(
      HtmlWriter html, Map<Phase, DurationSummary> phases, @Nullable LoadReport load) {
    phases(html, phases);
    if (load == null) {
      html.element("p", "Load is not watched.", "class", "soft");
      return;
    }
    html.start("dl", "class", "facts");
    LoadReport.Queue queue = load.queue();
    ServerStrip.fact(
        html,
        "Queue",
        queue.size()
            + " of "
            + Figures.count(queue.limit())
            + ", "
            + Figures.number(round(queue.meanSize()))
            + " on average");
    ServerStrip.fact(html, "Workers busy", Figures.share(load.utilization()));
    ServerStrip.fact(html, "In flight", Figures.count(load.inFlight()));
    ServerStrip.fact(html, "Refused, queue full", Figures.count(load.rejectedTotal()));
    LoadReport.Batches batches = load.batches();
    if (batches != null) {
      ServerStrip.fact(
          html,
          "Batches",
          Figures.rate(batches.perSecond())
              + ", of "
              + Figures.number(round(batches.meanSize()))
              + " requests on average, "
              + batches.limit()
              + " at most");
    }
    LoadReport.Room room = load.headroom();
    if (room != null) {
      ServerStrip.fact(
          html,
          "Can take",
          Figures.rate(room.saturationPerSecond())
              + ", limited by "
              + room.limitedBy().replace('_', ' '));
    }
    html.end();
    objectives(html, load);
    changes(html, load);
  }

  private static double round(double value) {
    return Math.round(value * 10) / 10.0;
  }

  /** The mean time of each phase, as parts of one bar. */
  private static void phases(HtmlWriter html, Map<Phase, DurationSummary> phases) {
    double all = phases.values().stream().mapToDouble(DurationSummary::mean).sum();
    if (all <= 0) {
      return;
    }
    html.element("h3", "Where the time of a request goes");
    Svg bar = new Svg(WIDTH, HEIGHT, "");
    double from = 0;
    for (Map.Entry<Phase, DurationSummary> phase : phases.entrySet()) {
      double width = phase.getValue().mean() / all * WIDTH;
      bar.rectangle("phase-" + phase.getKey().label(), from, 0, width, HEIGHT);
      from += width;
    }
    html.start("div", "class", "bar").drawing(bar).end();
    html.start("ul", "class", "legend");
    for (Map.Entry<Phase, DurationSummary> phase : phases.entrySet()) {
      DurationSummary took = phase.getValue();
      if (took.count() > 0) {
        html.start("li").start("i", "class", "phase-" + phase.getKey().label()).end();
        html.text(
            phase.getKey().label()
                + " "
                + Figures.seconds(took.mean())
                + ", 99 % within "
                + Figures.seconds(took.p99()));
        html.end();
      }
    }
    html.end();
  }

  private static void objectives(HtmlWriter html, LoadReport load) {
    if (load.objectives().isEmpty()) {
      return;
    }
    html.element("h3", "Objectives");
    html.start("ul");
    for (ObjectiveReport objective : load.objectives()) {
      html.element(
          "li",
          objective.objective()
              + " "
              + objective.target()
              + ": "
              + objective.status().label().replace('_', ' ')
              + ", "
              + Figures.share(Math.max(0, objective.budgetLeft()))
              + " of the budget of 30 days is left");
    }
    html.end();
  }

  private static void changes(HtmlWriter html, LoadReport load) {
    if (load.performance() == null || load.performance().changes().isEmpty()) {
      return;
    }
    html.element("h3", "Latency and errors that changed");
    html.start("ul");
    for (PerformanceChange change : load.performance().changes()) {
      html.start("li").sentence(change.quantity() + ": " + change.effect());
      html.text(" since ").element("time", change.since(), "datetime", change.since());
      for (ChangedFactor factor : change.changedWith()) {
        html.sentence("; with it " + factor.description());
      }
      html.end();
    }
    html.end();
  }
}

package io.github.djlobservability.console.page.part;

import io.github.djlobservability.config.problem.ConfigurationProblem;
import io.github.djlobservability.console.overview.NotLookedInto;
import io.github.djlobservability.console.overview.Overview;
import io.github.djlobservability.html.HtmlWriter;
import io.github.djlobservability.telemetry.ExportReport;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** The first thing on the overview: how the server and the plugin stand. */
public final class ServerStrip {
  private static final int MOST_LINES = 6;

  private final Overview overview;
  private final Viewer viewer;

  /** Shows the server of an overview to somebody. */
  public ServerStrip(Overview overview, Viewer viewer) {
    this.overview = overview;
    this.viewer = viewer;
  }

  /** Writes the strip. */
  public void write(HtmlWriter html) {
    html.start("section", "class", "strip", "aria-label", "Server");
    facts(html);
    problems(html);
    leftOut(html);
    html.end();
  }

  private void facts(HtmlWriter html) {
    Overview.Plugin plugin = overview.plugin();
    html.start("dl", "class", "facts");
    fact(html, "Plugin", plugin.version());
    fact(html, "DJL", plugin.djlVersion());
    Duration up = Duration.between(Instant.parse(plugin.startedAt()), viewer.now());
    fact(html, "Up for", Figures.span(up));
    fact(html, "Telemetry", plugin.telemetry());
    plugin.exports().forEach(signal -> exported(html, signal));
    html.end();
  }

  private void exported(HtmlWriter html, ExportReport signal) {
    if (signal.succeeded() + signal.failed() == 0) {
      return;
    }
    html.start("div").element("dt", signal.signal() + " last exported").start("dd");
    if (signal.lastSuccess() == null) {
      html.text("never");
    } else {
      Moment.write(html, Instant.parse(signal.lastSuccess()), viewer.now());
    }
    if (signal.failing()) {
      html.text("; " + Figures.count(signal.failed()) + " failed, the last ");
      String failed = signal.lastFailure();
      if (failed != null) {
        Moment.write(html, Instant.parse(failed), viewer.now());
      }
      if (signal.lastError() != null) {
        html.text(": ").sentence(signal.lastError());
      }
    }
    if (signal.lost() > 0) {
      html.text("; " + Figures.count(signal.lost()) + " lost");
    }
    html.end().end();
  }

  /** Writes a figure with its name. */
  public static void fact(HtmlWriter html, String name, String value) {
    html.start("div").element("dt", name).start("dd").sentence(value).end().end();
  }

  private void problems(HtmlWriter html) {
    List<ConfigurationProblem> errors = overview.configuration().errors();
    List<Overview.LeftOut> series =
        overview.notLookedInto().stream().filter(ServerStrip::isOfSeries).toList();
    if (errors.isEmpty()
        && series.isEmpty()
        && overview.failures() == 0
        && overview.plugin().httpDoorFallBack() == null) {
      return;
    }
    html.start("div", "class", "notice unsure", "id", "problems");
    html.element("h2", "To be put right");
    html.start("ul");
    for (ConfigurationProblem error : errors.subList(0, Math.min(MOST_LINES, errors.size()))) {
      html.start("li").element("code", error.key());
      String value = error.value();
      html.text(" (" + error.source() + ")");
      if (value != null && !value.isEmpty()) {
        html.text(" is ").start("code").name(value).end();
      }
      html.text(value == null ? " is no setting; " : " is not in force; allowed: ");
      html.sentence(error.allowed()).end();
    }
    more(html, errors.size());
    if (overview.failures() > 0) {
      html.element(
          "li",
          Figures.count(overview.failures())
              + (overview.failures() == 1
                  ? " failure of the plugin itself, which reached no request; the server's log says"
                      + " what it was"
                  : " failures of the plugin itself, none of which reached a request; the server's"
                      + " log says what they were"));
    }
    series(html, series);
    if (overview.plugin().httpDoorFallBack() != null) {
      html.element("li", "Not every request is seen: " + overview.plugin().httpDoorFallBack());
    }
    html.end().end();
  }

  private static boolean isOfSeries(Overview.LeftOut one) {
    return one.what().equals(NotLookedInto.SERIES);
  }

  /** All that is on the page is looked into; backends lack it. */
  private static void series(HtmlWriter html, List<Overview.LeftOut> series) {
    for (Overview.LeftOut one : series.subList(0, Math.min(MOST_LINES, series.size()))) {
      html.start("li").text(Figures.count(one.count()) + " series of ");
      html.name(String.valueOf(one.model())).text(" are not exported: " + one.reason()).end();
    }
    more(html, series.size());
  }

  private void leftOut(HtmlWriter html) {
    List<Overview.LeftOut> all =
        overview.notLookedInto().stream().filter(one -> !isOfSeries(one)).toList();
    if (all.isEmpty()) {
      return;
    }
    html.start("div", "class", "notice bad", "id", "left-out");
    html.element("h2", "Not looked into");
    html.start("ul");
    for (Overview.LeftOut one : all.subList(0, Math.min(MOST_LINES, all.size()))) {
      html.start("li").element("b", Figures.count(one.count()));
      html.text(one.count() == 1 ? " item" : " items");
      if (one.model() != null) {
        html.text(" of ").name(one.model());
      }
      html.text(": ").sentence(one.reason()).end();
    }
    more(html, all.size());
    html.end().end();
  }

  private static void more(HtmlWriter html, int size) {
    if (size > MOST_LINES) {
      html.element("li", "and " + (size - MOST_LINES) + " more", "class", "soft");
    }
  }
}

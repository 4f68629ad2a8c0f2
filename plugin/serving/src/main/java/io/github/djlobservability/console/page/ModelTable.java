package io.github.djlobservability.console.page;

import io.github.djlobservability.console.overview.Health;
import io.github.djlobservability.console.overview.ModelLinks;
import io.github.djlobservability.console.overview.ModelSnapshot;
import io.github.djlobservability.console.overview.Overview;
import io.github.djlobservability.console.page.part.Badge;
import io.github.djlobservability.console.page.part.Figures;
import io.github.djlobservability.console.page.part.QualityWords;
import io.github.djlobservability.console.page.part.Sparkline;
import io.github.djlobservability.console.page.part.Viewer;
import io.github.djlobservability.html.HtmlWriter;
import io.github.djlobservability.html.Svg;
import io.github.djlobservability.load.LoadReport;
import io.github.djlobservability.model.DurationSummary;
import io.github.djlobservability.model.ModelId;
import io.github.djlobservability.model.Trend;
import io.github.djlobservability.monitoring.comparison.CoverageReport;
import org.jspecify.annotations.Nullable;

/** The models, one row each. */
final class ModelTable {
  private static final int MOST_CHANGES = 3;
  private static final String TOOK = "Half / 99 % within";

  private final Viewer viewer;

  ModelTable(Viewer viewer) {
    this.viewer = viewer;
  }

  void begin(HtmlWriter html) {
    html.start("div", "class", "scroll models-scroll");
    html.start("table", "class", "models", "id", "models");
    html.start("thead").start("tr");
    for (String column :
        new String[] {"Model", "Requests", "Errors", TOOK, "Compared", "Quality", "Headroom"}) {
      html.element("th", column, "scope", "col");
    }
    html.end().end().start("tbody");
  }

  void end(HtmlWriter html) {
    html.end().end().end();
  }

  /** Writes the row of a model. */
  void row(HtmlWriter html, ModelSnapshot model, Overview.Model shown, Health health) {
    html.start("tr", "id", "m-" + model.id());
    html.start("th", "scope", "row");
    Badge.write(html, health);
    html.start("a", "href", ModelLinks.page(model.id())).name(model.id().toString()).end();
    if (shown.drift() != null) {
      ChangeList.write(html, shown.drift().differing(), MOST_CHANGES, viewer.now());
      more(html, shown.drift());
    }
    if (!shown.advice().isEmpty()) {
      html.start("p", "class", "soft").sentence(shown.advice().get(0).what()).end();
    }
    html.end();
    traffic(html, model, shown);
    compared(html, shown.coverage());
    quality(html, shown.quality());
    headroom(html, model.load());
    html.end();
  }

  /** Writes that the row of a model can't be made. */
  void broken(HtmlWriter html, ModelId model, String why) {
    html.start("tr", "id", "m-" + model).start("th", "scope", "row");
    html.start("a", "href", ModelLinks.page(model)).name(model.toString()).end();
    html.element("p", why, "class", "unsure").end().end();
  }

  private static void more(HtmlWriter html, Overview.Drift drift) {
    if (drift.changes().isEmpty() && drift.changed() > 0) {
      html.element("p", Figures.count(drift.changed()) + " changed", "class", "soft");
    }
  }

  private static void traffic(HtmlWriter html, ModelSnapshot model, Overview.Model shown) {
    Overview.Requests requests = shown.requests();
    figure(
        html,
        "Requests",
        Figures.rate(requests.perSecond()),
        Sparkline.of(model.trend(), Trend.Point::requestsPerSecond));
    html.element(
        "td",
        Figures.share(requests.errors(), requests.count()),
        "data-label",
        "Errors",
        "class",
        requests.errors() > 0 ? "number unsure" : "number");
    DurationSummary took = requests.durationSeconds();
    figure(
        html,
        TOOK,
        took.count() == 0 ? "–" : Figures.seconds(took.p50()) + " / " + Figures.seconds(took.p99()),
        Sparkline.of(model.trend(), Trend.Point::p99));
  }

  private static void figure(HtmlWriter html, String label, String text, Svg course) {
    html.start("td", "data-label", label, "class", "number");
    html.text(text).drawing(course).end();
  }

  private static void compared(HtmlWriter html, @Nullable CoverageReport coverage) {
    if (coverage == null || coverage.seen() == 0) {
      cell(html, "Compared", "–", false);
      return;
    }
    String text =
        coverage.compared() == coverage.seen()
            ? "all " + Figures.count(coverage.seen())
            : Figures.count(coverage.compared())
                + " of "
                + Figures.seen(coverage)
                + (coverage.sampled() > 0 ? ", a random sample" : "");
    cell(html, "Compared", text, coverage.lost() > 0);
  }

  private static void quality(HtmlWriter html, Overview.@Nullable Quality quality) {
    cell(html, "Quality", QualityWords.brief(quality), false);
  }

  private static void headroom(HtmlWriter html, @Nullable LoadReport load) {
    LoadReport.Room room = load == null ? null : load.headroom();
    cell(
        html,
        "Headroom",
        room == null
            ? "–"
            : Figures.share(Math.max(0, room.share()))
                + ", limited by "
                + room.limitedBy().replace('_', ' '),
        room != null && room.share() < 0.1);
  }

  private static void cell(HtmlWriter html, String label, String text, boolean unsure) {
    html.element("td", text, "data-label", label, "class", unsure ? "unsure" : null);
  }
}

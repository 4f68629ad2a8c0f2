package io.github.djlobservability.console.page;

import io.github.djlobservability.console.overview.Changes;
import io.github.djlobservability.console.overview.FeatureView;
import io.github.djlobservability.console.overview.ModelLinks;
import io.github.djlobservability.console.overview.ModelSnapshot;
import io.github.djlobservability.console.page.part.Badge;
import io.github.djlobservability.console.page.part.Chart;
import io.github.djlobservability.console.page.part.Evidence;
import io.github.djlobservability.console.page.part.Figures;
import io.github.djlobservability.console.page.part.MuteForm;
import io.github.djlobservability.console.page.part.PageParts;
import io.github.djlobservability.console.page.part.SpreadPlot;
import io.github.djlobservability.console.page.part.Viewer;
import io.github.djlobservability.drift.Check;
import io.github.djlobservability.drift.FeatureEvaluation;
import io.github.djlobservability.drift.Status;
import io.github.djlobservability.drift.ValueSpread;
import io.github.djlobservability.drift.Verdict;
import io.github.djlobservability.history.FeatureWindow;
import io.github.djlobservability.history.OpenChange;
import io.github.djlobservability.html.HtmlWriter;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/** One feature of a model: how it is spread, what its checks say, and the requests behind it. */
final class FeaturePage {
  private final ModelSnapshot model;
  private final FeatureView feature;
  private final Viewer viewer;
  private final PageParts parts;

  FeaturePage(ModelSnapshot model, FeatureView feature, Viewer viewer, PageParts parts) {
    this.model = model;
    this.feature = feature;
    this.viewer = viewer;
    this.parts = parts;
  }

  void write(HtmlWriter html) {
    html.start("nav", "aria-label", "Where you are", "class", "crumbs");
    html.element("a", "All models", "href", "/observability");
    html.text(" / ").start("a", "href", ModelLinks.page(model.id()));
    html.name(model.id().toString()).end().end();
    html.start("h1").name(Changes.subject(feature.evaluation().feature())).text(" ");
    Badge.write(html, feature.evaluation().status());
    html.end();
    html.start("div", "class", "feature-more", "id", "feature");
    parts.write(html, () -> spread(html));
    parts.write(html, () -> windows(html));
    parts.write(html, () -> checks(html));
    parts.write(html, () -> verdicts(html));
    if (model.drift() != null) {
      MuteForm.write(html, model.id(), model.drift(), feature.evaluation().feature(), viewer);
    }
    html.end();
  }

  private void spread(HtmlWriter html) {
    ValueSpread spread = feature.spread();
    if (spread == null) {
      return;
    }
    html.element("h3", "Reference and now");
    html.start("div", "class", "spread wide").drawing(new SpreadPlot(spread).svg());
    html.element("span", SpreadPlot.range(spread), "class", "soft").end();
    html.start("details", "id", "spread-numbers").element("summary", "The numbers");
    html.start("div", "class", "scroll").start("table").start("thead").start("tr");
    html.element("th", "Values", "scope", "col");
    html.element("th", "Reference", "scope", "col", "class", "number");
    html.element("th", "Now", "scope", "col", "class", "number").end().end().start("tbody");
    double step = (spread.to() - spread.from()) / spread.reference().size();
    for (int i = 0; i < spread.reference().size(); i++) {
      html.start("tr").start("th", "scope", "row");
      if (spread.categories().isEmpty()) {
        html.text(
            Figures.number(spread.from() + i * step)
                + " to "
                + Figures.number(spread.from() + (i + 1) * step));
      } else {
        html.name(spread.categories().get(i));
      }
      html.end();
      html.element("td", Figures.share(spread.reference().get(i)), "class", "number");
      html.element(
          "td",
          spread.current().isEmpty() ? "–" : Figures.share(spread.current().get(i)),
          "class",
          "number");
      html.end();
    }
    html.end().end().end().end();
  }

  /** The course by windows; of categories only the distance, as they have no mean. */
  private void windows(HtmlWriter html) {
    List<FeatureWindow> windows = feature.windows();
    if (windows.isEmpty()) {
      return;
    }
    List<Long> times = windows.stream().map(FeatureWindow::epochMillis).toList();
    String id = "course-" + Integer.toHexString(feature.evaluation().feature().hashCode());
    html.start("div", "class", "charts");
    if (windows.stream().anyMatch(window -> Double.isFinite(window.mean()))) {
      new Chart(id + "-mean", "Mean, window by window", times)
          .line("mean", "", values(windows, FeatureWindow::mean), Figures::number)
          .write(html, viewer);
    }
    new Chart(id, "Distance and missing values, window by window", times)
        .line("distance", "", values(windows, FeatureWindow::distance), Figures::three)
        .line("missing", "", values(windows, FeatureWindow::missing), Figures::share)
        .write(html, viewer);
    html.end();
  }

  private static List<Double> values(
      List<FeatureWindow> windows, ToDoubleFunction<FeatureWindow> figure) {
    return windows.stream().mapToDouble(figure).boxed().toList();
  }

  private void checks(HtmlWriter html) {
    html.element("h3", "What is looked at");
    html.start("ul", "class", "checks");
    for (FeatureEvaluation.CheckEvaluation check : feature.evaluation().checks()) {
      html.start("li");
      Badge.write(html, check.status());
      html.text(words(check.check()) + ": ");
      html.text(check.status() == Status.DRIFT ? "it has changed" : Evidence.sentence(check));
      html.end();
    }
    html.end();
  }

  private static String words(Check check) {
    return switch (check) {
      case DISTRIBUTION -> "How the values are spread";
      case MISSING -> "How many are missing";
      case WRONG_TYPE -> "How many are of a wrong type";
      case OUT_OF_RANGE -> "How many are out of range";
      case UNSEEN_CATEGORY -> "How many are of an unseen category";
    };
  }

  /**
   * Says why there are none: of an incident of many features the verdicts of the first are kept.
   */
  private void none(HtmlWriter html, @Nullable OpenChange open) {
    html.start("p", "class", "soft");
    if (open == null) {
      html.text("None so far.");
    } else {
      html.text("It has changed with others (incident " + open.incident() + "): ");
      html.sentence(Changes.words(open.feature().feature(), open.feature().change()));
    }
    html.end();
  }

  private void verdicts(HtmlWriter html) {
    List<Verdict> own = feature.verdicts();
    html.element("h3", "Verdicts");
    if (own.isEmpty()) {
      none(html, model.history().open().get(feature.evaluation().feature()));
    }
    new VerdictList(viewer).write(html, "feature-verdicts-" + model.id(), own);
  }
}

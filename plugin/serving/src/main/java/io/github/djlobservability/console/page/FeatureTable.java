package io.github.djlobservability.console.page;

import io.github.djlobservability.console.overview.Changes;
import io.github.djlobservability.console.overview.ModelLinks;
import io.github.djlobservability.console.page.part.Badge;
import io.github.djlobservability.console.page.part.Evidence;
import io.github.djlobservability.console.page.part.Figures;
import io.github.djlobservability.console.page.part.SpreadPlot;
import io.github.djlobservability.drift.FeatureEvaluation;
import io.github.djlobservability.drift.ModelEvaluation;
import io.github.djlobservability.drift.Status;
import io.github.djlobservability.drift.ValueSpread;
import io.github.djlobservability.drift.WindowMeasures;
import io.github.djlobservability.history.OpenChange;
import io.github.djlobservability.html.HtmlWriter;
import io.github.djlobservability.model.ModelId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The features of a model, what differs most first. */
final class FeatureTable {
  private static final int MOST_ROWS = 500;

  /** Sorts a verdict before what is on the way to one. */
  private static final String VERDICT = "1";

  private final ModelId model;
  private final Map<String, OpenChange> open;
  private final Map<String, ValueSpread> spreads = new HashMap<>();

  /**
   * @param spreads how the values are spread
   * @param open what differs at the moment, by feature
   */
  FeatureTable(ModelId model, List<ValueSpread> spreads, Map<String, OpenChange> open) {
    this.model = model;
    this.open = open;
    spreads.forEach(spread -> this.spreads.put(spread.feature(), spread));
  }

  void write(HtmlWriter html, ModelEvaluation evaluation) {
    List<FeatureEvaluation> features = new ArrayList<>(evaluation.features());
    Map<FeatureEvaluation, Integer> places = new HashMap<>();
    features.forEach(feature -> places.put(feature, places.size()));
    features.sort(
        Comparator.comparing(FeatureEvaluation::status)
            .thenComparing(this::affected)
            .thenComparing(FeatureTable::evidence)
            .reversed());
    html.start("div", "class", "scroll");
    html.start("table", "class", "features", "id", "features-table", "data-sortable", "");
    head(html);
    html.start("tbody");
    for (FeatureEvaluation feature : features.subList(0, Math.min(MOST_ROWS, features.size()))) {
      row(html, feature, "f-" + places.get(feature));
    }
    html.end().end().end();
    if (features.size() > MOST_ROWS) {
      html.element(
          "p",
          "Shown are the " + MOST_ROWS + " that differ most of " + features.size() + ".",
          "class",
          "soft");
    }
  }

  private static void head(HtmlWriter html) {
    html.start("thead").start("tr");
    for (String column :
        new String[] {
          "Feature",
          "Status",
          "Reference and now",
          "Mean, last window",
          "Missing",
          "Distance",
          "Evidence"
        }) {
      html.element("th", column, "scope", "col");
    }
    html.end().end();
  }

  private double affected(FeatureEvaluation feature) {
    OpenChange change = open.get(feature.feature());
    return change == null ? 0 : change.feature().evidencePerItem();
  }

  /** How much of the evidence there is that a verdict takes: 1 is all of it. */
  private static double evidence(FeatureEvaluation feature) {
    return feature.checks().stream().mapToDouble(Evidence::share).max().orElse(0);
  }

  private void row(HtmlWriter html, FeatureEvaluation feature, String id) {
    ValueSpread spread = spreads.get(feature.feature());
    WindowMeasures window = feature.window();
    html.start("tr", "id", id);
    html.start("th", "scope", "row");
    html.start("a", "href", ModelLinks.feature(model, feature.feature()), "data-expands", "");
    html.name(Changes.subject(feature.feature())).end().end();
    html.start(
        "td",
        "data-label",
        "Status",
        "data-v",
        Integer.toString(feature.status().compareTo(Status.WARMING_UP)));
    Badge.write(html, feature.status());
    html.end();
    html.start("td", "class", "spread", "data-label", "Reference and now");
    if (spread != null) {
      html.drawing(new SpreadPlot(spread).svg());
      html.element("span", SpreadPlot.range(spread), "class", "soft");
    }
    html.end();
    mean(html, spread, window);
    number(html, "Missing", window == null ? Double.NaN : window.missing(), true);
    number(html, "Distance", window == null ? Double.NaN : window.jensenShannon(), false);
    if (feature.status() == Status.DRIFT) {
      // Its check begins anew then, to see the way back.
      html.element("td", "verdict", "class", "number", "data-label", "Evidence", "data-v", VERDICT);
    } else {
      double share = evidence(feature);
      html.element(
          "td",
          Evidence.words(share),
          "class",
          "number",
          "data-label",
          "Evidence",
          "data-v",
          String.format(Locale.ROOT, "%.6g", share));
    }
    html.end();
  }

  private static void mean(
      HtmlWriter html, @Nullable ValueSpread spread, @Nullable WindowMeasures window) {
    double before = spread == null ? Double.NaN : spread.referenceMean();
    double now = window == null ? Double.NaN : window.mean();
    double moved = Math.abs(now - before) / Math.max(Math.abs(before), 1e-9);
    html.start(
        "td",
        "class",
        "number",
        "data-label",
        "Mean, last window",
        "data-v",
        Double.isNaN(moved) ? "" : moved + "");
    if (Double.isNaN(before) || window == null) {
      html.text("–");
    } else {
      html.text(Figures.number(before));
      if (Double.isFinite(now)) {
        html.text(" → " + Figures.number(now));
      }
    }
    html.end();
  }

  private static void number(HtmlWriter html, String label, double value, boolean share) {
    boolean known = Double.isFinite(value);
    html.element(
        "td",
        !known ? "–" : share ? Figures.share(value) : Figures.three(value),
        "class",
        "number",
        "data-label",
        label,
        "data-v",
        known ? String.format(Locale.ROOT, "%.6g", value) : "");
  }
}

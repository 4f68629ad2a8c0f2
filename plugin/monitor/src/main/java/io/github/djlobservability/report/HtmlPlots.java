package io.github.djlobservability.report;

import io.github.djlobservability.html.Html;
import io.github.djlobservability.profile.Series;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** A report's plots in HTML, one for each series. */
final class HtmlPlots {

  /** More plots make a page slow to open; they are the last in the ranking. */
  private static final int MAX_PLOTS = 200;

  private final CheckReport report;

  /** The series that are drawn, in the order of the report. */
  private final Map<Series, Judged> drawn = new LinkedHashMap<>();

  private final Map<String, Series> byName;
  private final StringBuilder html = new StringBuilder();

  HtmlPlots(CheckReport report) {
    this.report = report;
    byName =
        report.reference().schema().series().stream()
            .collect(Collectors.toMap(Series::name, Function.identity(), (a, b) -> a));
    report.series().stream()
        .limit(MAX_PLOTS)
        .forEach(judged -> drawn.put(byName.get(judged.test().subject()), judged));
  }

  /** Returns the place on the page where a series is drawn; empty if it is not. */
  String place(String name) {
    Series series = byName.get(name);
    return series != null && drawn.containsKey(series) ? "series-" + series.index() : "";
  }

  /** Returns all plots. */
  String html() {
    html.append("<h2>Distributions</h2><p class=\"legend\"><span><i class=\"reference\"></i>")
        .append("reference</span><span><i class=\"current\"></i>current</span>")
        .append("<span>Values beyond the ends of an axis are in its last bars.</span></p>")
        .append("<div class=\"plots\">");
    drawn.forEach(this::plot);
    html.append("</div>");
    int left = report.series().size() - drawn.size();
    if (left > 0) {
      html.append("<p>Not drawn: ").append(left).append(" series that changed least.</p>");
    }
    return html.toString();
  }

  private void plot(Series series, Judged judged) {
    String change = judged.test().change();
    html.append("<figure id=\"")
        .append(place(series.name()))
        .append("\"><figcaption>")
        .append(HtmlMarks.badge(judged.badge()))
        .append("<b>")
        .append(Html.name(series.name()))
        .append("</b><small>")
        .append(Html.sentence(change))
        .append("</small></figcaption>")
        .append(drawing(series, series.name() + ": " + change))
        .append("</figure>");
  }

  private String drawing(Series series, String label) {
    if (series.isCategorical()) {
      CategoryShares shares = CategoryShares.of(series, report.reference(), report.current());
      return shares.bars().isEmpty() ? "" : new CategoryPlot(shares).svg(label);
    }
    boolean numbers =
        report.reference().numeric(series).count() > 0
            && report.current().numeric(series).count() > 0;
    return numbers
        ? new NumericPlot(Histogram.of(series, report.reference(), report.current())).svg(label)
        : "<p>No numbers to compare.</p>";
  }
}

package io.github.djlobservability.report.form;

import io.github.djlobservability.html.Html;
import io.github.djlobservability.profile.ReferenceProfile;
import io.github.djlobservability.profile.Series;
import io.github.djlobservability.report.CheckReport;
import io.github.djlobservability.report.Judged;
import io.github.djlobservability.report.TextComparison;
import java.util.LinkedHashMap;
import java.util.Map;

/** A report's plots in HTML, one for each series. */
final class HtmlPlots {

  /** More plots make a page slow to open; they are the last in the ranking. */
  private static final int MAX_PLOTS = 200;

  private final CheckReport report;

  /** The series that are drawn, in the order of the report. */
  private final Map<Compared, Judged> drawn = new LinkedHashMap<>();

  private final Map<String, Compared> byName = new LinkedHashMap<>();
  private final StringBuilder html = new StringBuilder();

  /**
   * A series with what it is a series of.
   *
   * @param place names where it is drawn
   */
  private record Compared(
      Series series, String place, ReferenceProfile reference, ReferenceProfile current) {}

  HtmlPlots(CheckReport report) {
    this.report = report;
    add("series-", report.reference(), report.current());
    TextComparison texts = report.texts();
    if (texts != null) {
      add("text-", texts.reference(), texts.current());
    }
    report.series().stream()
        .limit(MAX_PLOTS)
        .forEach(judged -> drawn.put(byName.get(judged.test().subject()), judged));
  }

  private void add(String place, ReferenceProfile reference, ReferenceProfile current) {
    for (Series of : reference.schema().series()) {
      byName.putIfAbsent(of.name(), new Compared(of, place + of.index(), reference, current));
    }
  }

  /** Returns the place on the page where a series is drawn; empty if it is not. */
  String place(String name) {
    Compared compared = byName.get(name);
    return compared != null && drawn.containsKey(compared) ? compared.place() : "";
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

  private void plot(Compared compared, Judged judged) {
    String name = compared.series().name();
    String change = judged.test().change();
    html.append("<figure id=\"")
        .append(compared.place())
        .append("\"><figcaption>")
        .append(HtmlMarks.badge(judged.badge()))
        .append("<b>")
        .append(Html.name(name))
        .append("</b><small>")
        .append(Html.sentence(change))
        .append("</small></figcaption>")
        .append(drawing(compared, name + ": " + change))
        .append("</figure>");
  }

  private static String drawing(Compared compared, String label) {
    Series series = compared.series();
    ReferenceProfile reference = compared.reference();
    ReferenceProfile current = compared.current();
    if (series.isCategorical()) {
      CategoryShares shares = CategoryShares.of(series, reference, current);
      return shares.bars().isEmpty() ? "" : new CategoryPlot(shares).svg(label);
    }
    boolean numbers = reference.numeric(series).count() > 0 && current.numeric(series).count() > 0;
    return numbers
        ? new NumericPlot(Histogram.of(series, reference, current)).svg(label)
        : "<p>No numbers to compare.</p>";
  }
}

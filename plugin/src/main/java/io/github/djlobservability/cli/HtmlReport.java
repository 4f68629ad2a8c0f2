package io.github.djlobservability.cli;

import io.github.djlobservability.profile.Series;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** A report as one HTML page that needs nothing else: no script, no font, no other file. */
final class HtmlReport {

  /** More plots make a page slow to open; they are the last in the ranking. */
  private static final int MAX_PLOTS = 200;

  private final CheckReport report;
  private final StringBuilder html = new StringBuilder();

  HtmlReport(CheckReport report) {
    this.report = report;
  }

  String text() throws IOException {
    html.append("<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\">")
        .append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">")
        .append("<title>Drift report</title><style>")
        .append(style())
        .append("</style></head><body>");
    head();
    ranking();
    judged("Missing values", report.presence());
    judged("Rows as a whole", report.rows());
    findings();
    plots();
    return html.append("</body></html>\n").toString();
  }

  private static String style() throws IOException {
    try (InputStream in = HtmlReport.class.getResourceAsStream("report.css")) {
      if (in == null) {
        throw new IOException("report.css is not in the jar");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private void head() {
    html.append(
        String.format(
            "<h1 class=\"%s\">%s</h1><p>%s</p><dl><dt>Reference</dt><dd>%s</dd>"
                + "<dt>Current</dt><dd>%s</dd></dl>",
            report.hasDrift() ? "drift" : "stable",
            Html.escape(Verdicts.headline(report)),
            Html.escape(Verdicts.terms(report)),
            Html.escape(TextReport.described(report.reference())),
            Html.escape(TextReport.described(report.current()))));
  }

  private void ranking() {
    html.append("<h2>Single features, the largest part of the drift first</h2><table>");
    row("th", "", "Series", "Kind", "Test", "Statistic", "p", "Distance", "Share", "Change");
    for (Judged judged : report.series()) {
      DriftTest test = judged.test();
      row(
          "td",
          judged.drifts() ? "DRIFT" : "",
          test.subject(),
          test.kind().name().toLowerCase(Locale.ROOT),
          test.method(),
          Words.number(test.statistic()),
          Words.pValue(judged.adjustedPValue()),
          Words.measure(test.distance(DriftTest.JENSEN_SHANNON)),
          Words.percent(judged.contribution()),
          test.change());
    }
    html.append("</table>");
  }

  private void judged(String title, List<Judged> all) {
    if (all.isEmpty()) {
      return;
    }
    html.append("<h2>").append(title).append("</h2><table>");
    row("th", "", "What", "Test", "Statistic", "p", "Change");
    for (Judged judged : all) {
      row(
          "td",
          judged.drifts() ? "DRIFT" : "",
          judged.test().subject(),
          judged.test().method(),
          Words.number(judged.test().statistic()),
          Words.pValue(judged.adjustedPValue()),
          judged.test().change());
    }
    html.append("</table>");
  }

  private void findings() {
    if (report.findings().isEmpty()) {
      return;
    }
    html.append("<h2>Rules of the reference that rows break</h2><table>");
    row("th", "", "Feature", "Rule", "Rows", "Share", "First");
    for (RuleCounts.Finding finding : report.findings()) {
      row(
          "td",
          finding.fails() ? "BROKEN" : "",
          finding.feature(),
          Verdicts.rule(finding.rule()),
          Words.count(finding.count()),
          Words.percent(finding.share()),
          finding.first());
    }
    html.append("</table>");
  }

  /** A row whose first cell, if it says anything, is a badge. */
  private void row(String tag, String badge, String... cells) {
    html.append("<tr><").append(tag).append('>');
    if (!badge.isEmpty()) {
      html.append("<b class=\"badge\">").append(badge).append("</b>");
    }
    html.append("</").append(tag).append('>');
    for (String cell : cells) {
      html.append('<').append(tag).append('>').append(Html.escape(cell));
      html.append("</").append(tag).append('>');
    }
    html.append("</tr>");
  }

  private void plots() {
    Map<String, Series> byName =
        report.reference().schema().series().stream()
            .collect(Collectors.toMap(Series::name, Function.identity(), (a, b) -> a));
    html.append("<h2>Distributions</h2><p class=\"legend\"><i class=\"reference\"></i> reference ")
        .append("<i class=\"current\"></i> current; values beyond the ends are in the last bars")
        .append("</p><div class=\"plots\">");
    for (Judged judged : report.series().subList(0, Math.min(MAX_PLOTS, report.series().size()))) {
      Series series = byName.get(judged.test().subject());
      if (series != null) {
        plot(judged, series);
      }
    }
    html.append("</div>");
  }

  private void plot(Judged judged, Series series) {
    Histogram histogram = Histogram.of(series, report.reference(), report.current());
    html.append("<figure><figcaption>")
        .append(Html.escape(series.name()))
        .append(judged.drifts() ? " <b class=\"badge\">DRIFT</b>" : "")
        .append("<small>")
        .append(Html.escape(judged.test().change()))
        .append("</small></figcaption>")
        .append(new SvgPlot(histogram, series.name()).svg())
        .append("</figure>");
  }
}

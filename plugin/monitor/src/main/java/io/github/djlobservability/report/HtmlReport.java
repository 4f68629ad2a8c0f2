package io.github.djlobservability.report;

import io.github.djlobservability.report.HtmlTable.Column;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/**
 * A report as one HTML page that needs nothing else: no script, no font, no other file. The verdict
 * comes first, then what it rests on, then all the figures, then plots.
 */
public final class HtmlReport {

  private static final int MAX_CAUSES = 8;

  private final CheckReport report;
  private final HtmlPlots plots;
  private final StringBuilder html = new StringBuilder();

  public HtmlReport(CheckReport report) {
    this.report = report;
    this.plots = new HtmlPlots(report);
  }

  public String text() throws IOException {
    html.append("<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\">")
        .append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">")
        .append("<title>")
        .append(Html.escape(ReportVerdicts.headline(report)))
        .append("</title><style>")
        .append(style())
        .append("</style></head><body><header>");
    head();
    html.append("</header><main>");
    causes();
    series();
    judged("Missing values", report.presence());
    judged("Rows as a whole", report.rows());
    findings();
    return html.append(plots.html()).append("</main></body></html>\n").toString();
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
            "<h1 class=\"%s\">%s</h1><dl><dt>Reference</dt><dd>%s</dd><dt>Current</dt><dd>%s</dd>"
                + "</dl><p>%s</p>",
            report.hasDrift() ? "drift" : "stable",
            Html.escape(ReportVerdicts.headline(report)),
            Html.escape(TextReport.described(report.reference())),
            Html.escape(TextReport.described(report.current())),
            Html.escape(ReportVerdicts.terms(report))));
  }

  /** What made it drift, in a few lines. */
  private void causes() {
    List<ReportVerdicts.Cause> causes = ReportVerdicts.causes(report);
    if (causes.isEmpty()) {
      return;
    }
    html.append("<h2>What has changed</h2><ul class=\"causes\">");
    for (ReportVerdicts.Cause cause : causes.subList(0, Math.min(MAX_CAUSES, causes.size()))) {
      html.append("<li>")
          .append(Html.badge(cause.badge()))
          .append("<span>")
          .append(
              Html.link(plots.place(cause.subject()), "<b>" + Html.name(cause.subject()) + "</b>"))
          .append(' ')
          .append(Html.escape(cause.change()))
          .append("</span></li>");
    }
    html.append("</ul>");
    if (causes.size() > MAX_CAUSES) {
      html.append("<p>And ").append(causes.size() - MAX_CAUSES).append(" more, see below.</p>");
    }
  }

  private void series() {
    String title = "Single features, what has changed most first";
    HtmlTable table =
        new HtmlTable(
            title,
            Column.text("Feature"),
            Column.text("Kind"),
            Column.text("Test"),
            Column.number("p"),
            Column.number("Size"),
            Column.number("Times what matters"),
            Column.text("Change"));
    for (Judged judged : report.series()) {
      DriftTest test = judged.test();
      table.row(
          judged.badge(),
          plots.place(test.subject()),
          test.subject(),
          test.kind().name().toLowerCase(Locale.ROOT),
          test.method(),
          Words.pValue(judged.adjustedPValue()),
          test.extent().words(),
          Words.measure(test.extent().ratio()),
          test.change());
    }
    section(title, table);
  }

  private void judged(String title, List<Judged> all) {
    if (all.isEmpty()) {
      return;
    }
    HtmlTable table =
        new HtmlTable(
            title,
            Column.text("What"),
            Column.text("Test"),
            Column.number("p"),
            Column.text("Change"));
    for (Judged judged : all) {
      DriftTest test = judged.test();
      table.row(
          judged.badge(),
          "",
          test.subject(),
          test.method(),
          Words.pValue(judged.adjustedPValue()),
          test.change());
    }
    section(title, table);
  }

  private void findings() {
    if (report.findings().isEmpty()) {
      return;
    }
    String title = "Rules of the reference that rows break";
    HtmlTable table =
        new HtmlTable(
            title,
            Column.text("Feature"),
            Column.text("Rule"),
            Column.number("Rows"),
            Column.number("Share"),
            Column.text("First"));
    for (RuleCounts.Finding finding : report.findings()) {
      table.row(
          finding.badge(),
          plots.place(finding.feature()),
          finding.feature(),
          ReportVerdicts.rule(finding.rule()),
          Words.count(finding.count()),
          Words.percent(finding.share()),
          finding.first());
    }
    section(title, table);
  }

  private void section(String title, HtmlTable table) {
    html.append("<h2>").append(Html.escape(title)).append("</h2>").append(table.html());
  }
}

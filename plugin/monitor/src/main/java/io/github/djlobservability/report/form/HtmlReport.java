package io.github.djlobservability.report.form;

import io.github.djlobservability.html.Html;
import io.github.djlobservability.report.CheckReport;
import io.github.djlobservability.report.DriftTest;
import io.github.djlobservability.report.Judged;
import io.github.djlobservability.report.RuleCounts;
import io.github.djlobservability.report.Words;
import io.github.djlobservability.report.form.HtmlTable.Column;
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
  private final String advice;
  private final String media;
  private final HtmlPlots plots;
  private final StringBuilder html = new StringBuilder();

  /**
   * @param advice what to do, as HTML; empty where nobody knows
   * @param media what is shown of recordings and images, as HTML
   */
  public HtmlReport(CheckReport report, String advice, String media) {
    this.report = report;
    this.advice = advice;
    this.media = media;
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
    html.append(advice);
    explanation();
    series();
    judged("Missing values", report.presence());
    judged("Rows as a whole", report.rows());
    findings();
    coverage();
    return html.append(media).append(plots.html()).append("</main></body></html>\n").toString();
  }

  /** Returns the style of a page of a report. */
  public static String style() throws IOException {
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
            "<h1 class=\"%s\">%s</h1><dl><dt>Reference</dt><dd>%s</dd><dt>Current</dt><dd>%s</dd>",
            report.hasDrift() ? "drift" : "stable",
            Html.escape(ReportVerdicts.headline(report)),
            Html.escape(TextReport.described(report.reference())),
            Html.escape(TextReport.described(report.current()))));
    String leftOut = ReportVerdicts.leftOut(report);
    if (!leftOut.isEmpty()) {
      html.append("<dt>Left out</dt><dd>").append(Html.escape(leftOut)).append("</dd>");
    }
    html.append("</dl>");
  }

  /** For readers who know no statistics, and for those who do. */
  private void explanation() {
    html.append("<details><summary>How to read this</summary><p>")
        .append(
            "<b>p</b> says how often chance alone makes a change as large, from 0 (never) to 1.")
        .append(" <b>Times what matters</b> says how large a change is: from 1 on it matters.")
        .append(
            " <b>DRIFT</b> is both: hardly chance, and large. <b>small</b> is hardly chance, but")
        .append(
            " too little to matter. <b>BROKEN</b> is a rule of the reference that more rows break")
        .append(" than chance explains.</p><p>")
        .append(Html.escape(ReportVerdicts.terms(report)))
        .append("</p></details>");
  }

  /** Tells in a few lines why the verdict is drift. */
  private void causes() {
    List<ReportVerdicts.Cause> causes = ReportVerdicts.causes(report);
    if (causes.isEmpty()) {
      return;
    }
    html.append("<h2>What has changed</h2><ul class=\"causes\">");
    for (ReportVerdicts.Cause cause : causes.subList(0, Math.min(MAX_CAUSES, causes.size()))) {
      html.append("<li>")
          .append(HtmlMarks.badge(cause.badge()))
          .append("<span>")
          .append(
              HtmlMarks.link(
                  plots.place(cause.subject()), "<b>" + Html.name(cause.subject()) + "</b>"))
          .append(' ')
          .append(Html.sentence(cause.change()))
          .append("</span></li>");
    }
    html.append("</ul>");
    if (causes.size() > MAX_CAUSES) {
      html.append("<p>And ").append(causes.size() - MAX_CAUSES).append(" more, see below.</p>");
    }
  }

  private void series() {
    String title = "Single features, what has changed most first, then by name";
    HtmlTable table =
        new HtmlTable(
            title,
            Column.text("Feature"),
            Column.text("Change"),
            Column.number("Times what matters"),
            Column.number("p"),
            Column.text("Size"),
            Column.text("Test"),
            Column.text("Kind"));
    for (Judged judged : report.series()) {
      DriftTest test = judged.test();
      table.row(
          judged.badge(),
          plots.place(test.subject()),
          test.subject(),
          test.change(),
          Words.measure(test.extent().ratio()),
          Words.pValue(judged.adjustedPValue()),
          test.extent().words(),
          test.method(),
          test.kind().name().toLowerCase(Locale.ROOT));
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
            Column.text("Change"),
            Column.number("p"),
            Column.text("Test"));
    for (Judged judged : all) {
      DriftTest test = judged.test();
      table.row(
          judged.badge(),
          "",
          test.subject(),
          test.change(),
          Words.pValue(judged.adjustedPValue()),
          test.method());
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

  private void coverage() {
    List<String> sentences = ReportVerdicts.coverage(report);
    if (sentences.isEmpty()) {
      return;
    }
    html.append("<h2>Not looked into</h2><ul>");
    sentences.forEach(
        sentence -> html.append("<li>").append(Html.sentence(sentence)).append("</li>"));
    html.append("</ul>");
  }

  private void section(String title, HtmlTable table) {
    html.append("<h2>").append(Html.escape(title)).append("</h2>").append(table.html());
  }
}

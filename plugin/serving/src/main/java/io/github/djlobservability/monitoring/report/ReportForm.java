package io.github.djlobservability.monitoring.report;

import io.github.djlobservability.report.CheckReport;
import io.github.djlobservability.report.form.HtmlReport;
import io.github.djlobservability.report.form.JsonReport;
import java.io.IOException;

/** The form in which a report is had. */
@FunctionalInterface
public interface ReportForm {
  /** Returns a report in this form. */
  String of(CheckReport report) throws IOException;

  /** Returns that for programs. */
  static ReportForm json() {
    return report -> new JsonReport(report).text();
  }

  /**
   * Returns one page that needs nothing else.
   *
   * @param advice what to do about the model, as HTML
   */
  static ReportForm html(String advice) {
    return report -> new HtmlReport(report, advice, "").text();
  }
}

package io.github.djlobservability.monitoring.report;

import io.github.djlobservability.report.CheckReport;
import io.github.djlobservability.report.form.HtmlReport;
import io.github.djlobservability.report.form.JsonReport;
import java.io.IOException;

/** The forms in which a report can be had. */
public enum ReportForm {
  /** One page that needs nothing else. */
  HTML {
    @Override
    String of(CheckReport report) throws IOException {
      return new HtmlReport(report).text();
    }
  },
  /** For programs. */
  JSON {
    @Override
    String of(CheckReport report) throws IOException {
      return new JsonReport(report).text();
    }
  };

  abstract String of(CheckReport report) throws IOException;
}

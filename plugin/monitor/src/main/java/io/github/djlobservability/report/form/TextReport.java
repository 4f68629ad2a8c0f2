package io.github.djlobservability.report.form;

import io.github.djlobservability.profile.ReferenceProfile;
import io.github.djlobservability.report.CheckReport;
import io.github.djlobservability.report.DriftTest;
import io.github.djlobservability.report.Judged;
import io.github.djlobservability.report.Quantity;
import io.github.djlobservability.report.RuleCounts;
import io.github.djlobservability.report.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A report as plain text. */
public final class TextReport {

  private final CheckReport report;
  private final StringBuilder text = new StringBuilder();

  public TextReport(CheckReport report) {
    this.report = report;
  }

  public String text() {
    line("reference  " + described(report.reference()));
    line("current    " + described(report.current()));
    String leftOut = ReportVerdicts.leftOut(report);
    if (!leftOut.isEmpty()) {
      line("left out   " + leftOut);
    }
    line("");
    line(ReportVerdicts.headline(report));
    line(ReportVerdicts.terms(report));
    series();
    judged("missing values", report.presence());
    judged("rows as a whole", report.rows());
    findings();
    coverage();
    return text.toString();
  }

  static String described(ReferenceProfile profile) {
    return String.format(
        Locale.ROOT,
        "%,d rows of %s, read %s UTC",
        profile.rowCount(),
        String.join(", ", profile.provenance().sources()),
        Quantity.minute(profile.provenance().createdAt()));
  }

  private void series() {
    List<String[]> lines = new ArrayList<>();
    lines.add(new String[] {"", "feature", "kind", "test", "p", "size", "matters x", "change"});
    for (Judged judged : report.series()) {
      DriftTest test = judged.test();
      lines.add(
          new String[] {
            judged.badge(),
            test.subject(),
            test.kind().name().toLowerCase(Locale.ROOT),
            test.method(),
            Words.pValue(judged.adjustedPValue()),
            test.extent().words(),
            Words.measure(test.extent().ratio()),
            test.change()
          });
    }
    table("single features, what has changed most first, then by name", lines);
  }

  private void judged(String title, List<Judged> all) {
    List<String[]> lines = new ArrayList<>();
    lines.add(new String[] {"", "what", "test", "p", "change"});
    for (Judged judged : all) {
      lines.add(
          new String[] {
            judged.badge(),
            judged.test().subject(),
            judged.test().method(),
            Words.pValue(judged.adjustedPValue()),
            judged.test().change()
          });
    }
    table(title, lines);
  }

  private void findings() {
    List<String[]> lines = new ArrayList<>();
    lines.add(new String[] {"", "feature", "rule", "rows", "share", "first"});
    for (RuleCounts.Finding finding : report.findings()) {
      lines.add(
          new String[] {
            finding.badge(),
            finding.feature(),
            ReportVerdicts.rule(finding.rule()),
            Words.count(finding.count()),
            Words.percent(finding.share()),
            finding.first()
          });
    }
    table("rules of the reference that rows break", lines);
  }

  private void coverage() {
    List<String> sentences = ReportVerdicts.coverage(report);
    if (!sentences.isEmpty()) {
      line("");
      line("not looked into");
      sentences.forEach(sentence -> line("  " + sentence));
    }
  }

  /** Nothing if there is but a head. */
  private void table(String title, List<String[]> lines) {
    if (lines.size() == 1) {
      return;
    }
    line("");
    line(title);
    int columns = lines.get(0).length;
    for (String[] cells : lines) {
      StringBuilder line = new StringBuilder();
      for (int i = 0; i < columns; i++) {
        int column = i;
        int width = lines.stream().mapToInt(l -> l[column].length()).max().orElse(0);
        line.append(cells[i]).append(" ".repeat(width - cells[i].length() + 2));
      }
      line("  " + line.toString().stripTrailing());
    }
  }

  private void line(String line) {
    text.append(line).append(System.lineSeparator());
  }
}

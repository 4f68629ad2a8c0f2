package io.github.djlobservability.report;

import io.github.djlobservability.profile.QualityRule;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What a report says in words. */
final class ReportVerdicts {

  private ReportVerdicts() {}

  /** The verdict in one line. */
  static String headline(CheckReport report) {
    if (!report.hasDrift()) {
      return "NO DRIFT in " + report.series().size() + " series";
    }
    long rules = report.findings().stream().filter(RuleCounts.Finding::fails).count();
    long presence = report.presence().stream().filter(Judged::drifts).count();
    boolean whole = report.rows().stream().anyMatch(Judged::drifts);
    return String.format(
        Locale.ROOT,
        "DRIFT in %d of %d series%s%s%s",
        report.driftingSeries(),
        report.series().size(),
        whole ? ", in the rows as a whole" : "",
        presence > 0 ? ", in missing values" : "",
        rules > 0 ? "; " + rules + (rules == 1 ? " rule" : " rules") + " broken" : "");
  }

  /**
   * A part of the verdict.
   *
   * @param badge what it is marked with
   * @param subject what it is about
   * @param change in words
   */
  record Cause(String badge, String subject, String change) {}

  /** All that the verdict rests on, broken rules first, then what has changed most. */
  static List<Cause> causes(CheckReport report) {
    List<Cause> causes = new ArrayList<>();
    for (RuleCounts.Finding finding : report.findings()) {
      if (finding.fails()) {
        String change =
            rule(finding.rule())
                + " in "
                + Words.percent(finding.share())
                + " of the rows: "
                + finding.first();
        causes.add(new Cause(finding.badge(), finding.feature(), change));
      }
    }
    for (List<Judged> part : List.of(report.series(), report.presence(), report.rows())) {
      for (Judged judged : part) {
        if (judged.drifts()) {
          causes.add(new Cause(judged.badge(), judged.test().subject(), judged.test().change()));
        }
      }
    }
    return causes;
  }

  /** When it says drift. */
  static String terms(CheckReport report) {
    CheckSettings settings = report.settings();
    return String.format(
        Locale.ROOT,
        "A series drifts if its change is significant (level %s over all %d tests, Holm) and large"
            + " enough to matter (a distance of %s); rows are supposed to be independent.",
        settings.significanceLevel(),
        report.testCount(),
        settings.minDistance());
  }

  /** A rule in words. */
  static String rule(QualityRule rule) {
    return switch (rule) {
      case MISSING -> "missing";
      case WRONG_TYPE -> "wrong type";
      case NAN -> "NaN or infinite";
      case OUT_OF_RANGE -> "out of range";
      case UNSEEN_CATEGORY -> "unseen category";
      case EXTRA -> "not in the reference";
    };
  }
}

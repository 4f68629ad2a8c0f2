package io.github.djlobservability.report.form;

import io.github.djlobservability.profile.QualityRule;
import io.github.djlobservability.report.CheckReport;
import io.github.djlobservability.report.CheckSettings;
import io.github.djlobservability.report.Judged;
import io.github.djlobservability.report.Judgement;
import io.github.djlobservability.report.RuleCounts;
import io.github.djlobservability.report.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Says in words what a report has found. */
final class ReportVerdicts {

  private ReportVerdicts() {}

  /** Returns the verdict in one line. */
  static String headline(CheckReport report) {
    if (!report.hasDrift()) {
      return "NO DRIFT in " + features(report.features()) + small(report);
    }
    long rules = report.findings().stream().filter(RuleCounts.Finding::fails).count();
    long presence = report.presence().stream().filter(Judged::drifts).count();
    boolean whole = report.rows().stream().anyMatch(Judged::drifts);
    String broken = rules + (rules == 1 ? " rule" : " rules");
    if (report.features(Judgement.DRIFT) == 0 && presence == 0 && !whole) {
      return broken + " BROKEN; no drift in " + features(report.features()) + small(report);
    }
    return String.format(
        Locale.ROOT,
        "DRIFT in %d of %s%s%s%s%s",
        report.features(Judgement.DRIFT),
        features(report.features()),
        whole ? ", in the rows as a whole" : "",
        presence > 0 ? ", in missing values" : "",
        rules > 0 ? "; " + broken + " broken" : "",
        small(report));
  }

  /** Says what was not compared, and what a server with this reference would not watch. */
  static List<String> coverage(CheckReport report) {
    List<String> sentences = new ArrayList<>();
    report.notCompared().forEach(one -> sentences.add(one.sentence()));
    report.notWatched().forEach(one -> sentences.add("in a server, " + one.sentence()));
    return sentences;
  }

  private static String features(long count) {
    return count + (count == 1 ? " feature" : " features");
  }

  /** Counts the features that have changed for sure, but little. */
  private static String small(CheckReport report) {
    long count = report.features(Judgement.SMALL);
    return count == 0 ? "" : "; " + count + " changed significantly but little";
  }

  /** Names that were in the reference's files and are not compared, with the reason; or empty. */
  static String leftOut(CheckReport report) {
    List<String> leftOut = new ArrayList<>();
    report
        .reference()
        .provenance()
        .leftOut()
        .forEach((name, why) -> leftOut.add(name + " (" + why.words() + ")"));
    for (String text : report.partly()) {
      leftOut.add(
          text
              + ", but for length, tokens, vocabulary and script (the reference has fewer than"
              + " 100 texts, or is older than the other figures)");
    }
    return String.join("; ", leftOut);
  }

  /**
   * A part of the verdict.
   *
   * @param badge what it is marked with
   * @param subject what it is about
   * @param change in words
   */
  record Cause(String badge, String subject, String change) {}

  /** Returns all that the verdict rests on, broken rules first, then what has changed most. */
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

  /** Explains when the report says drift. */
  static String terms(CheckReport report) {
    CheckSettings settings = report.settings();
    return String.format(
        Locale.ROOT,
        "DRIFT is a change that is significant and large enough to matter. Significant: p is at"
            + " most %s, after Holm's correction for %d tests (the rules have the rest of the level"
            + " of %s). Large enough: a distance of %s (Jensen-Shannon, or Wasserstein in standard"
            + " deviations of the reference), or a category's odds %s times as high or low. Rows"
            + " are supposed to be independent of each other.",
        Math.round(settings.testLevel() * 1e6) / 1e6,
        report.testCount(),
        settings.significanceLevel(),
        settings.minDistance(),
        Words.number(settings.minOdds()));
  }

  /** Returns a rule in words. */
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

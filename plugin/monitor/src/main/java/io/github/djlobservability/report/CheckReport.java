package io.github.djlobservability.report;

import io.github.djlobservability.profile.ReferenceProfile;
import io.github.djlobservability.profile.Series;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Holds what a check has found.
 *
 * @param reference what was compared with
 * @param current what was compared
 * @param settings when it says drift
 * @param series the tests of single series, what drifts first, then what has changed most
 * @param presence the tests of missing values, what drifts first
 * @param rows the tests of rows as a whole
 * @param findings rules that were broken, those broken too often first
 */
public record CheckReport(
    ReferenceProfile reference,
    ReferenceProfile current,
    CheckSettings settings,
    List<Judged> series,
    List<Judged> presence,
    List<Judged> rows,
    List<RuleCounts.Finding> findings) {

  private static final Comparator<Judged> MOST_FIRST =
      Comparator.comparing(Judged::judgement)
          .thenComparing(Judged::contribution, Comparator.reverseOrder());

  /** Compares and judges. */
  public static CheckReport of(
      ReferenceProfile reference, CurrentRows current, CheckSettings settings) {
    ReportTests tests = ReportTests.of(reference, current, settings);
    List<Judged> judged = tests.judge(settings);
    int presenceFrom = tests.series().size();
    int rowsFrom = presenceFrom + tests.presence().size();
    List<Judged> series = new ArrayList<>(judged.subList(0, presenceFrom));
    series.sort(MOST_FIRST);
    List<Judged> presence = new ArrayList<>(judged.subList(presenceFrom, rowsFrom));
    presence.sort(Comparator.comparing(Judged::judgement));
    List<RuleCounts.Finding> findings = new ArrayList<>(current.findings());
    findings.sort(Comparator.comparing(RuleCounts.Finding::fails).reversed());
    return new CheckReport(
        reference,
        current.profile(),
        settings,
        series,
        presence,
        judged.subList(rowsFrom, judged.size()),
        findings);
  }

  /** Returns how many tests there were. */
  int testCount() {
    return series.size() + presence.size() + rows.size();
  }

  /** Returns how many features were compared. */
  long features() {
    return features(Set.of(Judgement.values()));
  }

  /** Returns how many features have a series of this judgement, and none that drifts besides. */
  long features(Judgement judgement) {
    return features(Set.of(judgement))
        - (judgement == Judgement.DRIFT ? 0 : featuresOfBoth(judgement));
  }

  private long featuresOfBoth(Judgement judgement) {
    return features(Set.of(judgement))
        + features(Set.of(Judgement.DRIFT))
        - features(Set.of(judgement, Judgement.DRIFT));
  }

  private long features(Set<Judgement> wanted) {
    Set<String> subjects = new HashSet<>();
    series.stream()
        .filter(judged -> wanted.contains(judged.judgement()))
        .forEach(judged -> subjects.add(judged.test().subject()));
    return reference.schema().series().stream()
        .filter(of -> subjects.contains(of.name()))
        .map(Series::feature)
        .distinct()
        .count();
  }

  /** Returns the series that drift, with what each has of all series' change, 0 to 1. */
  public Map<Series, Double> moved() {
    Map<String, Double> names = new HashMap<>();
    series.stream()
        .filter(Judged::drifts)
        .forEach(judged -> names.put(judged.test().subject(), judged.contribution()));
    Map<Series, Double> moved = new LinkedHashMap<>();
    for (Series of : reference.schema().series()) {
      Double contribution = names.get(of.name());
      if (contribution != null) {
        moved.put(of, contribution);
      }
    }
    return moved;
  }

  /** Returns whether anything drifts or breaks a rule too often. */
  public boolean hasDrift() {
    return features(Judgement.DRIFT) > 0
        || presence.stream().anyMatch(Judged::drifts)
        || rows.stream().anyMatch(Judged::drifts)
        || findings.stream().anyMatch(RuleCounts.Finding::fails);
  }
}

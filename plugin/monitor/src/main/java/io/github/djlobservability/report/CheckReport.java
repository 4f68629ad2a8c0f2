package io.github.djlobservability.report;

import io.github.djlobservability.drift.reference.profiled.NotWatched;
import io.github.djlobservability.drift.reference.profiled.ProfiledModel;
import io.github.djlobservability.drift.reference.profiled.TextColumns;
import io.github.djlobservability.profile.Feature;
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
import org.jspecify.annotations.Nullable;

/**
 * Holds what a check has found.
 *
 * @param reference what was compared with
 * @param current what was compared
 * @param texts figures of texts that are no series; null if there are none
 * @param partly texts of whose figures only the series are compared
 * @param settings when it says drift
 * @param series the tests of single series, what drifts first, then what has changed most, then the
 *     others by name
 * @param presence the tests of missing values, in the same order
 * @param rows the tests of rows as a whole, in the same order
 * @param findings rules that were broken, those broken too often first
 * @param notCompared what was not compared, and why
 * @param notWatched what a server with this reference would not watch
 */
public record CheckReport(
    ReferenceProfile reference,
    ReferenceProfile current,
    @Nullable TextComparison texts,
    Set<String> partly,
    CheckSettings settings,
    List<Judged> series,
    List<Judged> presence,
    List<Judged> rows,
    List<RuleCounts.Finding> findings,
    List<CurrentRows.NotCompared> notCompared,
    List<NotWatched> notWatched) {

  /** Puts drift first, then the largest change, then all that has not changed by its name. */
  private static final Comparator<Judged> WORST_FIRST =
      Comparator.comparing(Judged::judgement)
          .thenComparing(CheckReport::size, Comparator.reverseOrder())
          .thenComparing(judged -> judged.test().subject());

  private static final Comparator<RuleCounts.Finding> BROKEN_FIRST =
      Comparator.comparing(RuleCounts.Finding::fails)
          .thenComparing(RuleCounts.Finding::share)
          .reversed()
          .thenComparing(RuleCounts.Finding::feature);

  /** Compares and judges. */
  public static CheckReport of(
      ReferenceProfile reference, CurrentRows current, CheckSettings settings) {
    TextColumns columns = TextColumns.of(reference);
    TextComparison texts = TextComparison.of(columns, reference, current.profile());
    ReportTests tests = ReportTests.of(reference, current, texts, settings);
    List<Judged> judged = tests.judge(settings);
    int presenceFrom = tests.series().size();
    int rowsFrom = presenceFrom + tests.presence().size();
    List<Judged> series = new ArrayList<>(judged.subList(0, presenceFrom));
    series.sort(WORST_FIRST);
    List<Judged> presence = new ArrayList<>(judged.subList(presenceFrom, rowsFrom));
    presence.sort(WORST_FIRST);
    List<Judged> rows = new ArrayList<>(judged.subList(rowsFrom, judged.size()));
    rows.sort(WORST_FIRST);
    List<RuleCounts.Finding> findings = new ArrayList<>(current.findings());
    findings.sort(BROKEN_FIRST);
    return new CheckReport(
        reference,
        current.profile(),
        texts,
        columns.without(),
        settings,
        series,
        presence,
        rows,
        findings,
        tests.notCompared(),
        new ProfiledModel(reference).notWatched());
  }

  private static double size(Judged judged) {
    double ratio = judged.test().extent().ratio();
    return judged.isChange() && !Double.isNaN(ratio) ? ratio : 0;
  }

  /** Returns how many tests there were. */
  public int testCount() {
    return series.size() + presence.size() + rows.size();
  }

  /** Returns how many features were compared. */
  public long features() {
    return features(Set.of(Judgement.values()));
  }

  /** Returns how many features have a series of this judgement, and none that drifts besides. */
  public long features(Judgement judgement) {
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
    Set<Feature> features = new HashSet<>();
    for (Series of : reference.schema().series()) {
      if (subjects.contains(of.name())) {
        features.add(of.feature());
      }
    }
    if (texts != null) {
      for (Feature figure : texts.reference().schema().features()) {
        if (subjects.contains(figure.name())) {
          features.add(texts.owner(figure));
        }
      }
    }
    return features.size();
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

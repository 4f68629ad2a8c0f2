package io.github.djlobservability.report;

import io.github.djlobservability.profile.FeatureProfile;
import io.github.djlobservability.profile.ReferenceProfile;
import io.github.djlobservability.profile.Series;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * What a check has found.
 *
 * @param reference what was compared with
 * @param current what was compared
 * @param settings when it says drift
 * @param series the tests of single series, what drifts first, then the largest contribution
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

  /** Compares and judges. */
  public static CheckReport of(
      ReferenceProfile reference, CurrentRows current, CheckSettings settings) {
    List<DriftTest> series = new ArrayList<>();
    List<DriftTest> presence = new ArrayList<>();
    for (int i = 0; i < reference.schema().size(); i++) {
      if (!current.absent().contains(reference.schema().feature(i).name())) {
        addTests(reference, current.profile(), settings, i, series, presence);
      }
    }
    List<DriftTest> all = new ArrayList<>(series);
    all.addAll(presence);
    all.addAll(new RowComparison(reference, current).tests());
    List<Judged> judged = judge(all, series.size(), settings);
    int rowsFrom = series.size() + presence.size();
    List<Judged> ranked = new ArrayList<>(judged.subList(0, series.size()));
    ranked.sort(
        Comparator.comparing(Judged::drifts).thenComparing(Judged::contribution).reversed());
    List<Judged> absent = new ArrayList<>(judged.subList(series.size(), rowsFrom));
    absent.sort(Comparator.comparing(Judged::drifts).reversed());
    List<RuleCounts.Finding> findings = new ArrayList<>(current.findings());
    findings.sort(Comparator.comparing(RuleCounts.Finding::fails).reversed());
    return new CheckReport(
        reference,
        current.profile(),
        settings,
        ranked,
        absent,
        judged.subList(rowsFrom, judged.size()),
        findings);
  }

  private static void addTests(
      ReferenceProfile reference,
      ReferenceProfile current,
      CheckSettings settings,
      int index,
      List<DriftTest> series,
      List<DriftTest> presence) {
    for (Series of : reference.schema().seriesOf(index)) {
      series.add(
          of.isCategorical()
              ? new CategoricalComparison(of, reference, current, settings.minDistance()).test()
              : new NumericComparison(of, reference, current, settings.minDistance()).test());
    }
    FeatureProfile before = reference.feature(index);
    DriftTest absent = new PresenceComparison(before, current.feature(index)).test();
    if (absent != null) {
      presence.add(absent);
    }
  }

  private static List<Judged> judge(
      List<DriftTest> tests, int seriesCount, CheckSettings settings) {
    double[] adjusted = Holm.adjust(tests.stream().mapToDouble(DriftTest::pValue).toArray());
    double total = 0;
    for (DriftTest test : tests.subList(0, seriesCount)) {
      total += squared(test);
    }
    List<Judged> judged = new ArrayList<>();
    for (int i = 0; i < adjusted.length; i++) {
      DriftTest test = tests.get(i);
      boolean drifts = adjusted[i] <= settings.testLevel() && test.size() >= 1;
      double contribution = i < seriesCount && total > 0 ? squared(test) / total : 0;
      judged.add(new Judged(test, adjusted[i], drifts, contribution));
    }
    return judged;
  }

  private static double squared(DriftTest test) {
    double distance = test.distance(DriftTest.JENSEN_SHANNON);
    return Double.isNaN(distance) ? 0 : distance * distance;
  }

  /** How many tests there were. */
  int testCount() {
    return series.size() + presence.size() + rows.size();
  }

  /** How many series drift. */
  long driftingSeries() {
    return series.stream().filter(Judged::drifts).count();
  }

  /** Whether anything drifts or breaks a rule too often. */
  public boolean hasDrift() {
    return driftingSeries() > 0
        || presence.stream().anyMatch(Judged::drifts)
        || rows.stream().anyMatch(Judged::drifts)
        || findings.stream().anyMatch(RuleCounts.Finding::fails);
  }
}

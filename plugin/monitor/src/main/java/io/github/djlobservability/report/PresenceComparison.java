package io.github.djlobservability.report;

import io.github.djlobservability.profile.FeatureProfile;
import io.github.djlobservability.profile.FeatureType;
import io.github.djlobservability.profile.NumericProfile;
import io.github.djlobservability.profile.ReferenceProfile;
import io.github.djlobservability.statistics.comparison.ChiSquare;
import io.github.djlobservability.statistics.comparison.FisherExact;
import io.github.djlobservability.statistics.comparison.JensenShannon;
import io.github.djlobservability.statistics.comparison.Measurement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Compares how often a feature lacks a value, one of its type, or one that is a number at all. */
final class PresenceComparison {

  /** Below it chi-square is not good enough. */
  private static final double MIN_EXPECTED = 5;

  /** A change of the share by less matters to nobody. */
  private static final double MIN_DIFFERENCE = 0.01;

  private final ReferenceProfile reference;
  private final ReferenceProfile current;
  private final int index;

  PresenceComparison(ReferenceProfile reference, ReferenceProfile current, int index) {
    this.reference = reference;
    this.current = current;
    this.index = index;
  }

  /** Returns the tests; none of what neither side ever lacks. */
  List<DriftTest> tests() {
    List<DriftTest> tests = new ArrayList<>();
    FeatureProfile before = reference.feature(index);
    FeatureProfile after = current.feature(index);
    add(
        tests,
        "missing or of a wrong type",
        new Count(before.missing() + before.wrongType(), before.rows()),
        new Count(after.missing() + after.wrongType(), after.rows()));
    if (before.feature().type() == FeatureType.NUMERIC) {
      add(tests, "NaN or infinite", notFinite(reference), notFinite(current));
    }
    return tests;
  }

  private Count notFinite(ReferenceProfile profile) {
    NumericProfile numbers = profile.numeric(profile.schema().seriesOf(index).get(0));
    long odd = numbers.nanCount() + numbers.infiniteCount();
    return new Count(odd, odd + numbers.count());
  }

  /** How many of how many. */
  private record Count(long part, long all) {
    long[] pair() {
      return new long[] {part, all - part};
    }

    double share() {
      return (double) part / all;
    }
  }

  private void add(List<DriftTest> tests, String what, Count before, Count after) {
    if (before.part() + after.part() == 0 || before.all() == 0 || after.all() == 0) {
      return;
    }
    double smaller = Math.min(before.all(), after.all());
    double expected = (before.part() + after.part()) * smaller / (before.all() + after.all());
    boolean few = expected < MIN_EXPECTED;
    Measurement measured =
        (few ? new FisherExact() : new ChiSquare()).measure(before.pair(), after.pair());
    double difference = Math.abs(after.share() - before.share());
    Map<String, Double> distances = new LinkedHashMap<>();
    distances.put(
        DriftTest.JENSEN_SHANNON,
        new JensenShannon().measure(before.pair(), after.pair()).statistic());
    distances.put(DriftTest.SHARE_DIFFERENCE, difference);
    tests.add(
        new DriftTest(
            reference.schema().feature(index).name() + ", " + what,
            DriftTest.Kind.QUALITY,
            few ? "Fisher" : "chi-square",
            measured.statistic(),
            measured.pValue(),
            Extent.of(DriftTest.SHARE_DIFFERENCE, difference, MIN_DIFFERENCE),
            distances,
            Words.percent(before.share())
                + " -> "
                + Words.percent(after.share())
                + " of the rows"));
  }
}

package io.github.djlobservability.report;

import io.github.djlobservability.profile.FeatureProfile;
import io.github.djlobservability.statistics.ChiSquare;
import io.github.djlobservability.statistics.FisherExact;
import io.github.djlobservability.statistics.JensenShannon;
import io.github.djlobservability.statistics.Measurement;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Compares how often a feature lacks a value, or one of its type. */
final class PresenceComparison {

  /** Below it chi-square is not good enough. */
  private static final double MIN_EXPECTED = 5;

  /** A change of the share by less matters to nobody. */
  private static final double MIN_DIFFERENCE = 0.01;

  private final FeatureProfile reference;
  private final FeatureProfile current;

  PresenceComparison(FeatureProfile reference, FeatureProfile current) {
    this.reference = reference;
    this.current = current;
  }

  /** The test; null if neither side ever lacks a value. */
  @Nullable DriftTest test() {
    long before = absent(reference);
    long after = absent(current);
    if (before + after == 0) {
      return null;
    }
    long[] referenceCounts = {before, reference.rows() - before};
    long[] currentCounts = {after, current.rows() - after};
    double smaller = Math.min(reference.rows(), current.rows());
    double expected = (before + after) * smaller / (reference.rows() + current.rows());
    boolean few = expected < MIN_EXPECTED;
    Measurement measured =
        few
            ? new FisherExact().measure(referenceCounts, currentCounts)
            : new ChiSquare().measure(referenceCounts, currentCounts);
    double shareBefore = (double) before / reference.rows();
    double shareAfter = (double) after / current.rows();
    return new DriftTest(
        reference.feature().name() + ", missing or of a wrong type",
        DriftTest.Kind.QUALITY,
        few ? "Fisher" : "chi-square",
        measured.statistic(),
        measured.pValue(),
        Math.abs(shareAfter - shareBefore) / MIN_DIFFERENCE,
        Map.of(
            DriftTest.JENSEN_SHANNON,
            new JensenShannon().measure(referenceCounts, currentCounts).statistic()),
        Words.percent(shareBefore) + " -> " + Words.percent(shareAfter) + " of the rows");
  }

  private static long absent(FeatureProfile feature) {
    return feature.missing() + feature.wrongType();
  }
}

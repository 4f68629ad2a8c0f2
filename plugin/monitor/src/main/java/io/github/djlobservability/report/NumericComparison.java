package io.github.djlobservability.report;

import io.github.djlobservability.profile.NumericProfile;
import io.github.djlobservability.profile.ReferenceProfile;
import io.github.djlobservability.profile.Series;
import io.github.djlobservability.statistics.KllSketch;
import io.github.djlobservability.statistics.SortedSample;
import io.github.djlobservability.statistics.comparison.JensenShannon;
import io.github.djlobservability.statistics.comparison.KolmogorovSmirnov;
import io.github.djlobservability.statistics.comparison.Measurement;
import io.github.djlobservability.statistics.comparison.PopulationStabilityIndex;
import io.github.djlobservability.statistics.comparison.Wasserstein;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Compares a numeric series: Kolmogorov-Smirnov and Wasserstein on the samples or, where these are
 * but a part of many values, on the sketches of all; the binned measures always on the sketches.
 */
final class NumericComparison {

  /** Pairs of values up to which the exact p-value is quick. */
  private static final long EXACT_PAIRS = 1_000_000;

  private final Series series;
  private final ReferenceProfile reference;
  private final ReferenceProfile current;
  private final CheckSettings settings;

  NumericComparison(
      Series series, ReferenceProfile reference, ReferenceProfile current, CheckSettings settings) {
    this.series = series;
    this.reference = reference;
    this.current = current;
    this.settings = settings;
  }

  DriftTest test() {
    SortedSample before = SortedSample.of(reference.sample().numbers(series));
    SortedSample after = SortedSample.of(current.sample().numbers(series));
    KllSketch allBefore = reference.numeric(series).sketch();
    KllSketch allAfter = current.numeric(series).sketch();
    boolean all =
        KolmogorovSmirnov.sketchesSeeMore(allBefore, allAfter, before.size(), after.size());
    Measurement measured =
        all ? KolmogorovSmirnov.ofSketches(allBefore, allAfter) : ofSamples(before, after);
    if (all) {
      before = SortedSample.of(KolmogorovSmirnov.grid(allBefore));
      after = SortedSample.of(KolmogorovSmirnov.grid(allAfter));
    }
    double wasserstein = Wasserstein.overReferenceDeviation().measure(before, after).statistic();
    long[] referenceCounts = reference.numeric(series).bins().counts();
    long[] currentCounts = countsOfCurrent();
    double distance = new JensenShannon().measure(referenceCounts, currentCounts).statistic();
    Map<String, Double> distances = new LinkedHashMap<>();
    distances.put(DriftTest.JENSEN_SHANNON, distance);
    distances.put(DriftTest.WASSERSTEIN, wasserstein);
    distances.put(
        DriftTest.POPULATION_STABILITY,
        new PopulationStabilityIndex().measure(referenceCounts, currentCounts).statistic());
    Extent extent = Extent.of(DriftTest.JENSEN_SHANNON, distance, settings.minDistance());
    // A constant reference has no deviation to measure by: then only the bins tell.
    if (Double.isFinite(wasserstein)) {
      extent = extent.or(Extent.of(DriftTest.WASSERSTEIN, wasserstein, settings.minDistance()));
    }
    return new DriftTest(
        series.name(),
        Kinds.of(series.feature()),
        "Kolmogorov-Smirnov",
        measured.statistic(),
        measured.pValue(),
        extent,
        distances,
        change());
  }

  private static Measurement ofSamples(SortedSample before, SortedSample after) {
    boolean exact = (long) before.size() * after.size() <= EXACT_PAIRS;
    KolmogorovSmirnov kolmogorov =
        exact ? KolmogorovSmirnov.exact() : KolmogorovSmirnov.asymptotic();
    return kolmogorov.measure(before, after);
  }

  /** Returns the current values in the reference's bins. */
  private long[] countsOfCurrent() {
    double[] edges = reference.numeric(series).bins().edges();
    NumericProfile numbers = current.numeric(series);
    long[] counts = new long[edges.length + 1];
    long below = 0;
    for (int i = 0; i < edges.length; i++) {
      long next = numbers.countBelow(edges[i]);
      counts[i] = next - below;
      below = next;
    }
    counts[edges.length] = numbers.count() - below;
    return counts;
  }

  private String change() {
    NumericProfile before = reference.numeric(series);
    NumericProfile after = current.numeric(series);
    if (before.count() == 0 || after.count() == 0) {
      return after.count() == 0 ? "no number now" : "no number in the reference";
    }
    Quantity quantity = Quantity.of(before);
    return String.format(
        "mean %s -> %s, standard deviation %s -> %s, median %s -> %s",
        quantity.text(before.mean()),
        quantity.text(after.mean()),
        quantity.difference(before.standardDeviation()),
        quantity.difference(after.standardDeviation()),
        quantity.text(before.quantiles(0.5)[0]),
        quantity.text(after.quantiles(0.5)[0]));
  }
}

package io.github.djlobservability.privacy.differential;

import io.github.djlobservability.drift.WindowMeasures;
import io.github.djlobservability.profile.ReferenceProfile;
import io.github.djlobservability.profile.Row;
import io.github.djlobservability.profile.Series;
import io.github.djlobservability.profile.SeriesBins;
import io.github.djlobservability.statistics.comparison.JensenShannon;
import io.github.djlobservability.statistics.comparison.PopulationStabilityIndex;
import io.github.djlobservability.statistics.comparison.TotalVariation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The bins of one series: what is counted for the next release, and what was released. All figures
 * of a release are worked out from its noisy counts, which takes no more of the budget. Not
 * thread-safe.
 */
final class SeriesRelease {
  private static final double REFERENCE = 1e6;

  private final SeriesBins bins;
  private final long[] counts;
  private final long[] totals;
  private long[] released = new long[0];

  SeriesRelease(ReferenceProfile profile, Series series) {
    bins = new SeriesBins(profile, series);
    counts = new long[bins.size()];
    totals = new long[bins.size()];
  }

  String name() {
    return bins.series().name();
  }

  int size() {
    return counts.length;
  }

  List<String> labels() {
    List<String> labels = new ArrayList<>(size());
    for (int bin = 0; bin < size(); bin++) {
      labels.add(bins.label(bin));
    }
    return labels;
  }

  void count(Row row) {
    counts[bins.indexOf(row)]++;
  }

  /** Returns what was counted with noise, and begins to count anew; nothing is released by that. */
  long[] draw(DiscreteLaplace noise, double epsilon) {
    long[] noisy = new long[size()];
    for (int bin = 0; bin < size(); bin++) {
      noisy[bin] = counts[bin] + noise.draw(epsilon);
    }
    clear();
    return noisy;
  }

  void clear() {
    Arrays.fill(counts, 0);
  }

  /** Releases noisy counts. */
  void release(long[] noisy) {
    released = noisy;
    for (int bin = 0; bin < size(); bin++) {
      totals[bin] += Math.max(0, noisy[bin]);
    }
  }

  /** Takes up what was released before a restart; who adds releases up has it already. */
  void restore(long[] noisy) {
    released = noisy;
  }

  long[] released() {
    return released;
  }

  /** Returns the sum of all releases, without what is below zero in any. */
  long[] totals() {
    return totals.clone();
  }

  PrivacyReport.Feature report() {
    return new PrivacyReport.Feature(
        name(),
        labels(),
        Arrays.stream(released).boxed().toList(),
        released.length == 0 ? Double.NaN : mean());
  }

  private double mean() {
    double sum = 0;
    double weight = 0;
    for (int bin = 0; bin < size(); bin++) {
      if (Double.isFinite(bins.middle(bin))) {
        sum += seen(bin) * bins.middle(bin);
        weight += seen(bin);
      }
    }
    return weight == 0 ? Double.NaN : sum / weight;
  }

  private long seen(int bin) {
    return Math.max(0, released[bin]);
  }

  /** Returns what takes the place of a window's measures; to be called after a release. */
  WindowMeasures measures() {
    int[] values = IntStream.range(0, size()).filter(bins::holdsValues).toArray();
    long[] current = Arrays.stream(values).mapToLong(this::seen).toArray();
    long[] expected =
        Arrays.stream(values).mapToLong(bin -> Math.round(bins.share(bin) * REFERENCE)).toArray();
    long items = IntStream.range(0, size()).mapToLong(this::seen).sum();
    long valued = Arrays.stream(current).sum();
    return new WindowMeasures(
        items,
        valued,
        share(SeriesBins.MISSING, items),
        share(SeriesBins.WRONG_TYPE, items),
        Double.NaN,
        Double.NaN,
        mean(),
        Double.NaN,
        new PopulationStabilityIndex().measure(expected, current).statistic(),
        new JensenShannon().measure(expected, current).statistic(),
        new TotalVariation().measure(expected, current).statistic());
  }

  private double share(String label, long items) {
    return items == 0 ? Double.NaN : (double) seen(labels().indexOf(label)) / items;
  }
}

package io.github.djlobservability.load;

import io.github.djlobservability.drift.reference.DriftKind;
import io.github.djlobservability.drift.reference.FeatureReference;
import io.github.djlobservability.observation.CompletedRequest;
import io.github.djlobservability.statistics.Shares;
import io.github.djlobservability.statistics.comparison.ChiSquare;
import io.github.djlobservability.statistics.comparison.KolmogorovSmirnov;
import io.github.djlobservability.statistics.comparison.Measurement;
import io.github.djlobservability.statistics.comparison.TotalVariation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Compares requests before the onset of a change with those after it, factor by factor.
 *
 * <p>A factor counts as changed when its difference is significant at 1 % for all factors together:
 * by Kolmogorov and Smirnov's test for a number, by the chi-square test for a category.
 * Neighbouring requests are alike, so they are counted as fewer: by how much their own order before
 * the onset says, see docs/drift.md. What has changed is ranked by how much, not by how surely.
 */
final class Comparison {
  private static final double SIGNIFICANCE = 0.01 / Factor.values().length;
  private static final int MIN_REQUESTS = 10;

  /** Rarer categories are counted together. */
  private static final int MAX_CATEGORIES = 12;

  /**
   * Two factors whose effects differ by less than this changed alike; the one that has come then
   * stands before the one that has gone.
   */
  private static final double TIE = 1e-9;

  private static final String OTHERS = "(others)";

  private Comparison() {}

  /** Returns what changed, the largest change first. */
  static List<ChangedFactor> of(List<CompletedRequest> before, List<CompletedRequest> after) {
    List<ChangedFactor> changed = new ArrayList<>();
    for (Factor factor : Factor.values()) {
      ChangedFactor found =
          factor.isNumber()
              ? ofNumbers(factor, numbers(factor, before), numbers(factor, after))
              : ofCategories(factor, categories(factor, before), categories(factor, after));
      if (found != null) {
        changed.add(found);
      }
    }
    changed.sort(Comparator.comparingDouble(ChangedFactor::effect).reversed());
    return changed;
  }

  private static double[] numbers(Factor factor, List<CompletedRequest> requests) {
    return requests.stream()
        .mapToDouble(factor::number)
        .filter(number -> !Double.isNaN(number))
        .toArray();
  }

  private static List<String> categories(Factor factor, List<CompletedRequest> requests) {
    return requests.stream()
        .map(factor::category)
        .filter(Objects::nonNull)
        .map(String.class::cast)
        .toList();
  }

  private static @Nullable ChangedFactor ofNumbers(Factor factor, double[] before, double[] after) {
    if (before.length < MIN_REQUESTS || after.length < MIN_REQUESTS) {
      return null;
    }
    double dependence =
        FeatureReference.numeric(factor.label(), DriftKind.DATA, before)
            .inTimeOrder(before)
            .dependence();
    Measurement measured = KolmogorovSmirnov.asymptotic(dependence).measure(before, after);
    if (!isSignificant(measured)) {
      return null;
    }
    String description = String.format(Locale.ROOT, "mean %.4g -> %.4g", mean(before), mean(after));
    return new ChangedFactor(factor.label(), measured.statistic(), description);
  }

  private static boolean isSignificant(Measurement measured) {
    return measured.pValue() <= SIGNIFICANCE;
  }

  private static double mean(double[] values) {
    return Arrays.stream(values).average().orElse(Double.NaN);
  }

  private static @Nullable ChangedFactor ofCategories(
      Factor factor, List<String> before, List<String> after) {
    if (before.size() < MIN_REQUESTS || after.size() < MIN_REQUESTS) {
      return null;
    }
    Map<String, long[]> counts = counts(before, after);
    long[] first = column(counts, 0);
    long[] second = column(counts, 1);
    double dependence =
        FeatureReference.categorical(factor.label(), DriftKind.DATA, before)
            .inTimeOrder(before)
            .dependence();
    if (!isSignificant(new ChiSquare().measure(first, second, dependence))) {
      return null;
    }
    int most = mostChanged(first, second);
    String description =
        String.format(
            Locale.ROOT,
            "\"%s\": %.3g %% -> %.3g %%",
            List.copyOf(counts.keySet()).get(most),
            100.0 * first[most] / before.size(),
            100.0 * second[most] / after.size());
    double distance = new TotalVariation().measure(first, second).statistic();
    return new ChangedFactor(factor.label(), distance, description);
  }

  private static long[] column(Map<String, long[]> counts, int column) {
    return counts.values().stream().mapToLong(count -> count[column]).toArray();
  }

  private static int mostChanged(long[] before, long[] after) {
    Shares shares = new Shares(before, after);
    int most = 0;
    double largest = 0;
    for (int i = 0; i < shares.cells(); i++) {
      double change = shares.current(i) - shares.reference(i);
      if (Math.abs(change) > Math.abs(largest) + TIE || (change > -largest - TIE && largest < 0)) {
        largest = change;
        most = i;
      }
    }
    return most;
  }

  /**
   * Returns how often each category came before and after; those beyond the most frequent together.
   */
  private static Map<String, long[]> counts(List<String> before, List<String> after) {
    Map<String, long[]> all = new LinkedHashMap<>();
    before.forEach(category -> all.computeIfAbsent(category, c -> new long[2])[0]++);
    after.forEach(category -> all.computeIfAbsent(category, c -> new long[2])[1]++);
    Map<String, long[]> kept = new LinkedHashMap<>();
    all.entrySet().stream()
        .sorted(Comparator.comparingLong(entry -> -entry.getValue()[0] - entry.getValue()[1]))
        .forEach(
            entry -> {
              String name = kept.size() < MAX_CATEGORIES ? entry.getKey() : OTHERS;
              long[] count = kept.computeIfAbsent(name, n -> new long[2]);
              count[0] += entry.getValue()[0];
              count[1] += entry.getValue()[1];
            });
    return kept;
  }
}

package io.github.djlobservability.load;

import io.github.djlobservability.drift.reference.DriftKind;
import io.github.djlobservability.drift.reference.FeatureReference;
import io.github.djlobservability.observation.CompletedRequest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.apache.commons.statistics.distribution.ChiSquaredDistribution;
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

  /** Of two that changed alike, what has come says more than what has gone. */
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
    double gap = gap(before, after);
    double dependence =
        FeatureReference.numeric(factor.label(), DriftKind.DATA, before)
            .inTimeOrder(before)
            .dependence();
    double pairs = (double) before.length * after.length / (before.length + after.length);
    if (kolmogorov(gap, pairs / dependence) > SIGNIFICANCE) {
      return null;
    }
    String description = String.format(Locale.ROOT, "mean %.4g -> %.4g", mean(before), mean(after));
    return new ChangedFactor(factor.label(), gap, description);
  }

  /** The largest gap of the two distribution functions. */
  private static double gap(double[] one, double[] other) {
    double[] first = one.clone();
    double[] second = other.clone();
    Arrays.sort(first);
    Arrays.sort(second);
    double largest = 0;
    int i = 0;
    int j = 0;
    while (i < first.length && j < second.length) {
      double value = Math.min(first[i], second[j]);
      while (i < first.length && first[i] <= value) {
        i++;
      }
      while (j < second.length && second[j] <= value) {
        j++;
      }
      largest = Math.max(largest, Math.abs((double) i / first.length - (double) j / second.length));
    }
    return largest;
  }

  /** Asymptotic p-value of a gap, with Stephens' correction for few values. */
  private static double kolmogorov(double gap, double pairs) {
    double root = Math.sqrt(pairs);
    double scaled = (root + 0.12 + 0.11 / root) * gap;
    if (scaled < 0.3) {
      return 1; // the series converges slowly here, and is 1 to nine digits
    }
    double sum = 0;
    for (int k = 1; k <= 100; k++) {
      sum += (k % 2 == 1 ? 2 : -2) * Math.exp(-2.0 * k * k * scaled * scaled);
    }
    return Math.min(1, Math.max(0, sum));
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
    double dependence =
        FeatureReference.categorical(factor.label(), DriftKind.DATA, before)
            .inTimeOrder(before)
            .dependence();
    double distance = 0;
    double chiSquare = 0;
    double all = (double) before.size() + after.size();
    String most = "";
    double largest = 0;
    for (Map.Entry<String, long[]> entry : counts.entrySet()) {
      long[] count = entry.getValue();
      double change = share(count[1], after) - share(count[0], before);
      distance += Math.abs(change) / 2;
      double both = (double) count[0] + count[1];
      chiSquare += square(count[0] - both * before.size() / all) / (both * before.size() / all);
      chiSquare += square(count[1] - both * after.size() / all) / (both * after.size() / all);
      if (Math.abs(change) > Math.abs(largest) + TIE || (change > -largest - TIE && largest < 0)) {
        largest = change;
        most = entry.getKey();
      }
    }
    if (counts.size() < 2
        || ChiSquaredDistribution.of(counts.size() - 1.0)
                .survivalProbability(chiSquare / dependence)
            > SIGNIFICANCE) {
      return null;
    }
    long[] count = counts.getOrDefault(most, new long[2]);
    String description =
        String.format(
            Locale.ROOT,
            "\"%s\": %.3g %% -> %.3g %%",
            most,
            100 * share(count[0], before),
            100 * share(count[1], after));
    return new ChangedFactor(factor.label(), distance, description);
  }

  private static double share(long count, List<String> of) {
    return (double) count / of.size();
  }

  private static double square(double number) {
    return number * number;
  }

  /** How often each category came before and after; those beyond the most frequent together. */
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

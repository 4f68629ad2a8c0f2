package io.github.djlobservability.drift;

import io.github.djlobservability.drift.reference.DriftKind;
import io.github.djlobservability.drift.reference.FeatureReference;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.Stream;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.apache.commons.statistics.distribution.PoissonDistribution;
import org.apache.commons.statistics.distribution.TDistribution;

/**
 * A kind of column: a function of a standard normal number, so that any kind can be given a memory.
 *
 * @param name as it is in the tables
 * @param numeric whether its values are numbers; otherwise they name categories
 * @param missing share of items without a value
 * @param value of a standard normal number
 */
record GridKind(String name, boolean numeric, double missing, DoubleUnaryOperator value) {

  private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);
  private static final TDistribution T2 = TDistribution.of(2);

  /** Returns each kind once. */
  static List<GridKind> all() {
    List<GridKind> kinds = new ArrayList<>(numbers());
    for (double share : new double[] {0.3, 0.7, 0.9, 0.99}) {
      double cut = quantile(share);
      kinds.add(
          new GridKind(percent(share) + " zeros", true, 0, z -> z < cut ? 0 : Math.exp(z - cut)));
    }
    for (double p : new double[] {0.5, 0.3, 0.05, 0.01, 0.001}) {
      double cut = quantile(1 - p);
      kinds.add(new GridKind("bit " + p, true, 0, z -> z > cut ? 1 : 0));
      kinds.add(new GridKind("two categories " + p, false, 0, z -> z > cut ? 1 : 0));
    }
    for (int count : new int[] {5, 50, 200, 1_000}) {
      kinds.add(harmonic(count));
    }
    kinds.add(new GridKind("normal, 0.1 % missing", true, 0.001, z -> z));
    kinds.add(new GridKind("normal, 10 % missing", true, 0.1, z -> z));
    return kinds;
  }

  private static List<GridKind> numbers() {
    return List.of(
        new GridKind("normal", true, 0, z -> z),
        new GridKind("t2", true, 0, z -> T2.inverseCumulativeProbability(uniform(z))),
        new GridKind("lognormal", true, 0, z -> Math.exp(2 * z)),
        new GridKind("Poisson 1", true, 0, z -> poisson(1, z)),
        new GridKind("Poisson 10", true, 0, z -> poisson(10, z)),
        new GridKind("ties", true, 0, z -> Math.rint(2 * z)),
        new GridKind("dates", true, 0, z -> 20_000 + Math.floor(365 * uniform(z))));
  }

  /** Returns many categories, equally likely or with a long tail. */
  static List<GridKind> manyCategories() {
    List<GridKind> kinds = new ArrayList<>();
    for (int count : new int[] {50, 200, 1_000, 2_000, 20_000}) {
      kinds.add(equal(count));
    }
    kinds.add(harmonic(200));
    kinds.add(harmonic(1_000));
    return kinds;
  }

  private static GridKind equal(int count) {
    String name = String.format(Locale.ROOT, "%,d equal categories", count);
    return new GridKind(name, false, 0, z -> Math.min(count - 1, Math.floor(count * uniform(z))));
  }

  /** Returns categories whose share is one over their place. */
  static GridKind harmonic(int count) {
    double[] ends = harmonicEnds(count);
    return new GridKind(count + " categories by 1/k", false, 0, z -> place(ends, uniform(z)));
  }

  /** Returns the kind of this name. */
  static GridKind of(String name) {
    return Stream.concat(all().stream(), manyCategories().stream())
        .filter(kind -> kind.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  /** Describes a column in these values; NaN stands for a missing one. */
  FeatureReference reference(String column, double[] values, boolean ordered) {
    if (numeric) {
      FeatureReference made = FeatureReference.numeric(column, DriftKind.DATA, values);
      return ordered ? made.inTimeOrder(values) : made;
    }
    List<String> names = Arrays.stream(values).mapToObj(GridKind::category).toList();
    FeatureReference made = FeatureReference.categorical(column, DriftKind.DATA, names);
    return ordered ? made.inTimeOrder(names) : made;
  }

  /** Returns the next value; NaN if there is none. */
  double next(double z, SplittableRandom random) {
    return missing > 0 && random.nextDouble() < missing ? Double.NaN : value.applyAsDouble(z);
  }

  static String category(double value) {
    return Integer.toString((int) value);
  }

  private static String percent(double share) {
    return Math.round(100 * share) + " %";
  }

  private static double uniform(double z) {
    return NORMAL.cumulativeProbability(z);
  }

  private static double quantile(double share) {
    return NORMAL.inverseCumulativeProbability(share);
  }

  private static double poisson(double mean, double z) {
    return PoissonDistribution.of(mean)
        .inverseCumulativeProbability(Math.min(1 - 1e-12, uniform(z)));
  }

  private static double[] harmonicEnds(int count) {
    double[] ends = new double[count];
    double sum = 0;
    for (int i = 0; i < count; i++) {
      sum += 1.0 / (i + 1);
      ends[i] = sum;
    }
    for (int i = 0; i < count; i++) {
      ends[i] /= sum;
    }
    return ends;
  }

  private static double place(double[] ends, double share) {
    int found = Arrays.binarySearch(ends, share);
    return Math.min(ends.length - 1, found < 0 ? -found - 1 : found);
  }
}

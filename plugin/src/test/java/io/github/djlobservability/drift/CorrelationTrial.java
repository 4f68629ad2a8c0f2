package io.github.djlobservability.drift;

import io.github.djlobservability.drift.detector.Status;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * Rows whose columns by themselves stay as they are, whatever their correlations do.
 *
 * @param source where rows come from
 * @param referenceRows rows of the reference
 * @param categories columns whose numbers are cut into three categories, of a half, three tenths
 *     and a fifth of a standard normal column
 */
record CorrelationTrial(Source source, int referenceRows, Set<Integer> categories) {

  private static final double EIGHT_TENTHS = 0.8416;

  /** All columns are numbers. */
  CorrelationTrial(Source source, int referenceRows) {
    this(source, referenceRows, Set.of());
  }

  /** Makes the rows of one seed, one after the other. */
  @FunctionalInterface
  interface Source {
    Rows start(SplittableRandom random);
  }

  /** Makes rows. */
  @FunctionalInterface
  interface Rows {
    double[] next(boolean changed);
  }

  /** Normal columns of which the first two have a correlation. */
  static Source pair(int columns, double before, double after) {
    return random ->
        changed -> {
          double correlation = changed ? after : before;
          double[] row = new double[columns];
          for (int i = 0; i < columns; i++) {
            row[i] = random.nextGaussian();
          }
          row[1] = correlation * row[0] + Math.sqrt(1 - correlation * correlation) * row[1];
          return row;
        };
  }

  private static String category(double value) {
    return value < 0 ? "half" : value < EIGHT_TENTHS ? "some" : "few";
  }

  /** So many rows of numbers, as they are before a change. */
  static ModelReference reference(Rows source, int count, boolean ordered) {
    return new CorrelationTrial(random -> source, count).reference(source, ordered);
  }

  private ModelReference reference(Rows source, boolean ordered) {
    List<double[]> rows = new ArrayList<>();
    for (int i = 0; i < referenceRows; i++) {
      rows.add(source.next(false));
    }
    List<FeatureReference> features = new ArrayList<>();
    for (int i = 0; i < rows.get(0).length; i++) {
      int column = i;
      double[] values = rows.stream().mapToDouble(row -> row[column]).toArray();
      features.add(feature(column, values, ordered));
    }
    Item item = new Item(features.toArray(new FeatureReference[0]));
    return new ModelReference(
        features, rows.stream().map(row -> fill(item.start(0, null), row).numbersOrNaN()).toList());
  }

  private FeatureReference feature(int column, double[] values, boolean ordered) {
    if (categories.contains(column)) {
      List<String> names = Arrays.stream(values).mapToObj(CorrelationTrial::category).toList();
      FeatureReference feature = FeatureReference.categorical("x" + column, DriftKind.DATA, names);
      return ordered ? feature.inTimeOrder(names) : feature;
    }
    FeatureReference feature = FeatureReference.numeric("x" + column, DriftKind.DATA, values);
    return ordered ? feature.inTimeOrder(values) : feature;
  }

  private Item fill(Item item, double[] row) {
    for (int i = 0; i < row.length; i++) {
      if (categories.contains(i)) {
        item.category(i, category(row[i]));
      } else {
        item.number(i, row[i]);
      }
    }
    return item;
  }

  /**
   * The first DRIFT, if any.
   *
   * @param change rows before the change, of which no DRIFT counts; {@code limit} for no change
   */
  @Nullable Verdict firstDrift(long seed, double expectedRunTime, int change, int limit) {
    List<Verdict> drifts = drifts(seed, expectedRunTime, change, limit, true);
    return drifts.isEmpty() ? null : drifts.get(0);
  }

  /** Each DRIFT. */
  List<Verdict> drifts(long seed, double expectedRunTime, int change, int limit) {
    return drifts(seed, expectedRunTime, change, limit, false);
  }

  private List<Verdict> drifts(
      long seed, double expectedRunTime, int change, int limit, boolean first) {
    SplittableRandom random = new SplittableRandom(seed);
    Rows rows = source.start(random);
    ModelMonitor monitor =
        new ModelMonitor(
            reference(rows, true),
            MonitorSettings.defaults()
                .withExpectedRunTime(ExpectedRunTime.ofItems(expectedRunTime))
                .withSeed(seed));
    Item item = monitor.newItem();
    List<Verdict> drifts = new ArrayList<>();
    for (int number = 1; number <= limit && !(first && !drifts.isEmpty()); number++) {
      for (Verdict verdict :
          monitor.observe(fill(item.start(number, null), rows.next(number > change)))) {
        if (verdict.status() == Status.DRIFT && (number > change || change >= limit)) {
          drifts.add(verdict);
        }
      }
    }
    return drifts;
  }
}

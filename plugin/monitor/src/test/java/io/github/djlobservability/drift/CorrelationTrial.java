package io.github.djlobservability.drift;

import io.github.djlobservability.drift.reference.DriftKind;
import io.github.djlobservability.drift.reference.FeatureReference;
import io.github.djlobservability.drift.reference.Item;
import io.github.djlobservability.drift.reference.ModelReference;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * Rows whose columns by themselves stay as they are, whatever their correlations do.
 *
 * @param source where rows come from
 * @param referenceRows rows of the reference
 */
record CorrelationTrial(Source source, int referenceRows) {

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

  /** Draws rows as they are before a change. */
  static ModelReference reference(Rows source, int count, boolean ordered) {
    List<double[]> rows = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      rows.add(source.next(false));
    }
    List<FeatureReference> features = new ArrayList<>();
    for (int i = 0; i < rows.get(0).length; i++) {
      int column = i;
      double[] values =
          rows.stream().mapToDouble(row -> row[column]).filter(x -> !Double.isNaN(x)).toArray();
      FeatureReference feature = FeatureReference.numeric("x" + i, DriftKind.DATA, values);
      features.add(ordered ? feature.inTimeOrder(values) : feature);
    }
    return new ModelReference(features, rows);
  }

  /**
   * Returns the first DRIFT, if any.
   *
   * @param change rows before the change, of which no DRIFT counts; {@code limit} for no change
   */
  @Nullable Verdict firstDrift(long seed, double expectedRunTime, int change, int limit) {
    SplittableRandom random = new SplittableRandom(seed);
    Rows rows = source.start(random);
    ModelMonitor monitor =
        new ModelMonitor(
            reference(rows, referenceRows, true),
            MonitorSettings.defaults()
                .withExpectedRunTime(ExpectedRunTime.ofItems(expectedRunTime))
                .withSeed(seed));
    Item item = monitor.newItem();
    for (int number = 1; number <= limit; number++) {
      double[] row = rows.next(number > change);
      item.start(number, null);
      for (int i = 0; i < row.length; i++) {
        item.number(i, row[i]);
      }
      for (Verdict verdict : monitor.observe(item)) {
        if (verdict.status() == Status.DRIFT && (number > change || change >= limit)) {
          return verdict;
        }
      }
    }
    return null;
  }
}

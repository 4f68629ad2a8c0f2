package io.github.djlobservability.statistics.comparison;

import io.github.djlobservability.statistics.SortedSample;
import io.github.djlobservability.statistics.SplitMix64;
import java.util.stream.IntStream;

/**
 * Two samples for a classifier to tell apart: standardised, widened by products, dealt to folds.
 */
final class PooledRows {

  /** With more columns the products of each two would outnumber what can be learnt. */
  private static final int MAX_PAIRED_COLUMNS = 15;

  private final double[][] rows;
  private final boolean[] isCurrent;
  private final int[] foldOf;

  PooledRows(double[][] reference, double[][] current, int folds, long seed) {
    double[][] all = Rows.concat(reference, current);
    double[][] wide = new double[all.length][];
    Standardisation columns = Standardisation.of(all);
    for (int i = 0; i < all.length; i++) {
      wide[i] = widen(columns.apply(all[i]));
    }
    rows = Standardisation.of(wide).apply(wide);
    isCurrent = new boolean[rows.length];
    foldOf = new int[rows.length];
    SplitMix64 random = new SplitMix64(seed);
    deal(0, reference.length, folds, random);
    deal(reference.length, rows.length, folds, random);
    for (int i = reference.length; i < rows.length; i++) {
      isCurrent[i] = true;
    }
  }

  /** Values, squares, and products of each two when there are few enough. */
  private static double[] widen(double[] row) {
    int columns = row.length;
    boolean paired = columns <= MAX_PAIRED_COLUMNS;
    int products = paired ? columns * (columns - 1) / 2 : 0;
    double[] wide = new double[2 * columns + products];
    int next = 2 * columns;
    for (int i = 0; i < columns; i++) {
      wide[i] = row[i];
      wide[columns + i] = row[i] * row[i];
      for (int j = 0; paired && j < i; j++) {
        wide[next++] = row[i] * row[j];
      }
    }
    return wide;
  }

  private void deal(int from, int to, int folds, SplitMix64 random) {
    int[] order = IntStream.range(from, to).toArray();
    random.shuffle(order);
    for (int i = 0; i < order.length; i++) {
      foldOf[order[i]] = i % folds;
    }
  }

  /** Returns a classifier of all rows but those of {@code fold}. */
  LogisticRegression train(int fold, double ridge) {
    int[] chosen = IntStream.range(0, rows.length).filter(i -> foldOf[i] != fold).toArray();
    double[][] training = new double[chosen.length][];
    boolean[] positive = new boolean[chosen.length];
    for (int i = 0; i < chosen.length; i++) {
      training[i] = rows[chosen[i]];
      positive[i] = isCurrent[chosen[i]];
    }
    return LogisticRegression.fit(training, positive, ridge);
  }

  /** Returns how the classifier ranks the rows of {@code fold}. */
  RankSum test(int fold, LogisticRegression model) {
    return RankSum.of(scores(fold, false, model), scores(fold, true, model));
  }

  private SortedSample scores(int fold, boolean current, LogisticRegression model) {
    return SortedSample.of(
        IntStream.range(0, rows.length)
            .filter(i -> foldOf[i] == fold && isCurrent[i] == current)
            .mapToDouble(i -> model.score(rows[i]))
            .toArray());
  }
}

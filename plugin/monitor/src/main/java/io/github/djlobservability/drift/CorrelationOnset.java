package io.github.djlobservability.drift;

import io.github.djlobservability.drift.chart.ChangePoint;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds where a change of correlations began, once an alarm tells of one. A chart of bets is won
 * only by what the rows before have told, so by it a change begins late, or with chance before it.
 * By now the rows since tell which correlations have changed: how far each row's products go that
 * way, without its own part in it, has another mean since the onset. A few rounds, each with the
 * rows since the onset that was found last.
 *
 * <p>Not thread-safe. Costs, at an alarm, the square of the number of inputs for each row.
 */
final class CorrelationOnset {
  private static final int ROUNDS = 3;

  /**
   * The search begins with the rows since the onset that is known, and with as many latest ones.
   */
  private static final int[] SEARCHED = {20, 50, 100, 200};

  /** Fewer rows on a side tell nothing. */
  private static final int LEAST = 10;

  /** The part of the likelihood that is left out on either side of the interval. */
  private static final double OUTSIDE = 0.025;

  /** The likelihood counts by this power for the interval: its direction is of the same rows. */
  private static final double TRUSTED = 0.5;

  private final double[][] products;
  private final double dependence;

  /**
   * @param rows whitened scores, the oldest first; they are changed
   * @param onset the place of the first row after the change, by what is known
   * @param largest scores beyond are cut
   * @param dependence how many rows are worth one independent row
   */
  CorrelationOnset(List<double[]> rows, int onset, double largest, double dependence) {
    this.dependence = Math.max(1, dependence);
    centre(rows.subList(0, onset));
    centre(rows.subList(onset, rows.size()));
    products = new double[rows.size()][];
    for (int t = 0; t < products.length; t++) {
      products[t] = products(rows.get(t), largest);
    }
  }

  private static void centre(List<double[]> rows) {
    if (rows.size() < LEAST) {
      return;
    }
    double[] means = new double[rows.get(0).length];
    for (double[] row : rows) {
      for (int i = 0; i < means.length; i++) {
        means[i] += row[i] / rows.size();
      }
    }
    for (double[] row : rows) {
      for (int i = 0; i < means.length; i++) {
        row[i] -= means[i];
      }
    }
  }

  private static double[] products(double[] row, double largest) {
    double[] all = new double[row.length * (row.length - 1) / 2];
    int at = 0;
    for (int i = 0; i < row.length; i++) {
      double score = cut(row[i], largest);
      for (int j = 0; j < i; j++) {
        all[at++] = score * cut(row[j], largest);
      }
    }
    return all;
  }

  private static double cut(double score, double largest) {
    return Math.max(-largest, Math.min(largest, score));
  }

  /**
   * Returns places of rows: the first after the change, and the ends of its interval; null where
   * the rows don't tell.
   *
   * @param onset the place of the first row after the change, by what is known
   * @param past means of the products of all rows so far
   * @param count how many those are
   */
  @Nullable ChangePoint find(int onset, double[] past, double count) {
    Found best = search(onset, past, count);
    for (int rows : SEARCHED) {
      Found found = search(products.length - rows, past, count);
      if (found != null && (best == null || found.likelihood() > best.likelihood())) {
        best = found;
      }
    }
    return best == null ? null : best.point();
  }

  /** A change point with the logarithm of how much likelier it is than no change. */
  private record Found(ChangePoint point, double likelihood) {}

  private @Nullable Found search(int onset, double[] past, double count) {
    Found found = null;
    int from = Math.min(onset, products.length - LEAST);
    for (int round = 0; round < ROUNDS && from >= LEAST; round++) {
      Found next = next(from, past, count);
      if (next == null || (found != null && next.point().item() == found.point().item())) {
        break;
      }
      found = next;
      from = (int) Math.min(next.point().item(), products.length - LEAST);
    }
    return found;
  }

  private @Nullable Found next(int from, double[] past, double count) {
    int size = products.length - from;
    double[] since = new double[past.length];
    for (int t = from; t < products.length; t++) {
      for (int i = 0; i < since.length; i++) {
        since[i] += products[t][i] / size;
      }
    }
    double[] before = new double[past.length];
    double[] change = new double[past.length];
    for (int i = 0; i < before.length; i++) {
      before[i] = (count * past[i] - size * since[i]) / (count - size);
      change[i] = since[i] - before[i];
    }
    double[] along = new double[products.length];
    for (int t = 0; t < along.length; t++) {
      double sum = 0;
      double own = 0;
      for (int i = 0; i < change.length; i++) {
        double deviation = products[t][i] - before[i];
        sum += change[i] * deviation;
        own += deviation * deviation;
      }
      along[t] = t < from ? sum : (size * sum - own) / (size - 1);
    }
    double mean = Arrays.stream(along, from, along.length).average().orElse(0);
    double squares = 0;
    for (int t = 0; t < along.length; t++) {
      double deviation = along[t] - (t < from ? 0 : mean);
      squares += deviation * deviation;
    }
    return mean > 0 ? point(along, mean, squares / along.length) : null;
  }

  private Found point(double[] along, double mean, double variance) {
    double[] log = new double[along.length];
    double sum = 0;
    int best = 0;
    for (int t = along.length - 1; t >= 0; t--) {
      sum += mean * (along[t] - mean / 2) / variance / dependence;
      log[t] = sum;
      best = t == along.length - 1 || sum > log[best] ? t : best;
    }
    double[] upTo = new double[log.length];
    double total = 0;
    for (int t = 0; t < log.length; t++) {
      total += Math.exp(TRUSTED * (log[t] - log[best]));
      upTo[t] = total;
    }
    ChangePoint point =
        new ChangePoint(
            best,
            Math.min(best, firstAtLeast(upTo, OUTSIDE * total)),
            Math.max(best, firstAtLeast(upTo, (1 - OUTSIDE) * total)));
    return new Found(point, log[best]);
  }

  private static int firstAtLeast(double[] ascending, double value) {
    int i = 0;
    while (i < ascending.length - 1 && ascending[i] < value) {
      i++;
    }
    return i;
  }
}

package io.github.djlobservability.statistics;

import java.util.Arrays;

/**
 * The rising function that fits points best in the least squares, by pooling neighbours that fall:
 * R. E. Barlow and others, <i>Statistical Inference under Order Restrictions</i>, 1972. Between the
 * points that bound its steps it is straight, outside constant; the same as scikit-learn's. Points
 * of one x count as their mean. Immutable.
 */
public final class IsotonicRegression {

  private final double[] x;
  private final double[] y;

  /** The step that each of x belongs to. */
  private final int[] step;

  private final double[] stepMeans;
  private final double[] stepPoints;

  /** Fits points, at least one. */
  public IsotonicRegression(double[] xs, double[] ys) {
    this(Pools.of(xs, ys));
  }

  /**
   * Fits groups of neighbouring points, at least one, by the mean of each.
   *
   * @param low the lowest x of each group, ascending
   * @param high the highest, below the lowest of the next
   * @param means of y
   * @param points how many each has
   */
  public IsotonicRegression(double[] low, double[] high, double[] means, double[] points) {
    this(Pools.of(low, high, means, points));
  }

  private IsotonicRegression(Pools pools) {
    int steps = pools.size;
    stepMeans = Arrays.copyOf(pools.mean, steps);
    stepPoints = Arrays.copyOf(pools.weight, steps);
    double[] bounds = new double[2 * steps];
    double[] values = new double[2 * steps];
    int[] of = new int[2 * steps];
    int size = 0;
    for (int i = 0; i < steps; i++) {
      for (double bound : new double[] {pools.low[i], pools.high[i]}) {
        if (size == 0 || bound > bounds[size - 1]) {
          bounds[size] = bound;
          values[size] = pools.mean[i];
          of[size++] = i;
        }
      }
    }
    x = Arrays.copyOf(bounds, size);
    y = Arrays.copyOf(values, size);
    step = Arrays.copyOf(of, size);
  }

  /** Neighbours pooled as far as they fall. */
  private static final class Pools {
    final double[] low;
    final double[] high;
    final double[] mean;
    final double[] weight;
    int size;

    Pools(int most) {
      low = new double[most];
      high = new double[most];
      mean = new double[most];
      weight = new double[most];
    }

    static Pools of(double[] low, double[] high, double[] means, double[] points) {
      Pools pools = new Pools(low.length);
      for (int i = 0; i < low.length; i++) {
        pools.push(low[i], high[i], means[i], points[i]);
      }
      return pools;
    }

    static Pools of(double[] xs, double[] ys) {
      double[] sorted = xs.clone();
      Arrays.sort(sorted);
      double[] sums = new double[xs.length];
      for (int i = 0; i < xs.length; i++) {
        sums[SortedSearch.below(sorted, xs[i])] += ys[i];
      }
      Pools pools = new Pools(xs.length);
      for (int from = 0; from < sorted.length; ) {
        double at = sorted[from];
        int to = SortedSearch.upTo(sorted, at);
        pools.push(at, at, sums[from] / (to - from), to - from);
        from = to;
      }
      return pools;
    }

    private void push(double from, double to, double value, double points) {
      low[size] = from;
      high[size] = to;
      mean[size] = value;
      weight[size] = points;
      size++;
      while (size > 1 && mean[size - 2] >= mean[size - 1]) {
        pool(size - 2, size - 1);
        size--;
      }
    }

    private void pool(int into, int from) {
      double points = weight[into] + weight[from];
      mean[into] = (mean[into] * weight[into] + mean[from] * weight[from]) / points;
      weight[into] = points;
      high[into] = high[from];
    }
  }

  /** Returns the function's value; NaN at NaN. */
  public double at(double value) {
    if (Double.isNaN(value)) {
      return Double.NaN;
    }
    int above = SortedSearch.upTo(x, value);
    if (above == 0) {
      return y[0];
    }
    if (above == x.length) {
      return y[x.length - 1];
    }
    double share = (value - x[above - 1]) / (x[above] - x[above - 1]);
    return y[above - 1] + share * (y[above] - y[above - 1]);
  }

  /** Returns the step nearest to a value. */
  public int step(double value) {
    int above = SortedSearch.upTo(x, value);
    if (above == 0) {
      return step[0];
    }
    if (above == x.length) {
      return step[x.length - 1];
    }
    return value - x[above - 1] <= x[above] - value ? step[above - 1] : step[above];
  }

  public int steps() {
    return stepMeans.length;
  }

  /**
   * Returns the variance of a step's mean, as that of a share of its points, half a point added to
   * each side.
   */
  public double variance(int of) {
    double points = stepPoints[of];
    double share = (stepMeans[of] * points + 0.5) / (points + 1);
    return share * (1 - share) / points;
  }
}

package io.github.djlobservability.drift.chart.bank;

import io.github.djlobservability.state.StateFormat;
import io.github.djlobservability.statistics.SortedSearch;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The densities of equal values. Their ranks are drawn at random, and evidence that comes from the
 * draws is none; so of each value that is frequent among the past, the ranks are an interval in
 * which a chart's density is its mean there.
 *
 * <p>The intervals are taken anew whenever the past has grown by a twentieth. Any intervals that do
 * not depend on the rank to come keep the densities' mean at 1, so this costs no false alarm; and
 * the means are worked out then, once.
 *
 * <p>Immutable. Memory: 230 bytes for each value that has more than a hundredth of all.
 */
final class EqualValues {

  /** Values are taken together if they have more than this share of the ranks. */
  private static final double LEAST_SHARE = 0.01;

  private static final double REFRESH = 0.05;
  private static final int MOST = (int) (1 / LEAST_SHARE) + 1;

  /** Where intervals begin and end by turns, ascending. */
  private final double[] ends;

  /** The densities of all charts in the first interval, then in the second, and so on. */
  private final double[] means;

  private final long refreshAt;

  private EqualValues(double[] ends, long refreshAt, RankAlternatives table) {
    this.ends = ends;
    this.refreshAt = refreshAt;
    int charts = table.size();
    means = new double[ends.length / 2 * charts];
    double[] own = new double[charts];
    for (int place = 0; place < ends.length / 2; place++) {
      table.average(ends[2 * place], ends[2 * place + 1], own);
      System.arraycopy(own, 0, means, place * charts, charts);
    }
  }

  /**
   * Returns the intervals of the past; null if no value is frequent.
   *
   * @param left the cell whose values are left out, the ranks being those among the rest; -1 for
   *     none
   */
  static @Nullable EqualValues of(SequentialRanks past, int left, RankAlternatives table) {
    double[] ends = new double[2 * MOST];
    double all = past.total() - (left < 0 ? 0 : past.in(left)) + 1.0;
    int size = 0;
    double below = 0.5;
    for (int cell = 0; cell < past.cells(); cell++) {
      double in = cell == left ? 0 : past.in(cell);
      if (in > 1 && in >= LEAST_SHARE * all && size < ends.length) {
        ends[size++] = below / all;
        ends[size++] = (below + in) / all;
      }
      below += in;
    }
    long refreshAt = past.total() + (long) (1 + past.total() * REFRESH);
    return size == 0 ? null : new EqualValues(Arrays.copyOf(ends, size), refreshAt, table);
  }

  /** Returns whether the past has grown so much that the intervals are to be taken anew. */
  boolean isDue(SequentialRanks past) {
    return past.total() >= refreshAt;
  }

  /** Returns the place of the interval that a rank lies in; -1 if it lies in none. */
  int place(double rank) {
    int passed = SortedSearch.upTo(ends, rank);
    return passed % 2 == 1 ? passed / 2 : -1;
  }

  /** Returns the densities of all charts, interval by interval. */
  double[] means() {
    return means;
  }

  /**
   * Returns whether the last value is a frequent one that has no interval, as it has become
   * frequent of late.
   *
   * @param known the intervals; null if there are none
   * @param middle of the ranks that it could have had
   * @param share of all ranks that the intervals are of
   */
  static boolean lacks(
      @Nullable EqualValues known, SequentialRanks past, double middle, double share) {
    return past.isFrequent(LEAST_SHARE * (1 + REFRESH) * share)
        && (known == null || known.place(middle) < 0);
  }

  static void write(DataOutput out, @Nullable EqualValues known) throws IOException {
    StateFormat.write(out, known == null ? new double[0] : known.ends);
    out.writeLong(known == null ? 0 : known.refreshAt);
  }

  static @Nullable EqualValues read(DataInput in, RankAlternatives table) throws IOException {
    double[] ends = StateFormat.readDoubles(in, 2 * MOST);
    boolean right = ends.length % 2 == 0;
    for (int i = 0; right && i < ends.length; i++) {
      right = ends[i] > 0 && ends[i] < 1 && (i == 0 || ends[i] >= ends[i - 1]);
    }
    if (!right) {
      throw new IOException("intervals between " + Arrays.toString(ends));
    }
    long refreshAt = in.readLong();
    return ends.length == 0 ? null : new EqualValues(ends, refreshAt, table);
  }
}

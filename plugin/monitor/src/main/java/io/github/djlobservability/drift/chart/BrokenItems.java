package io.github.djlobservability.drift.chart;

import io.github.djlobservability.state.StateFormat;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The last items that broke a rule, {@value #LENGTH} at most. Most rules are never broken. */
final class BrokenItems {

  private static final int LENGTH = 32;

  /** The part of the likelihood that lies before the interval of the onset. */
  private static final double OUTSIDE = 0.025;

  /** The share of items that break a rule where nearly all do. */
  private static final double NEARLY_ALL = 0.9;

  /** The logarithm of how much better that has to explain the items. */
  private static final double SURELY = 5;

  private static final long[] NONE = {};

  private long[] items = NONE;
  private long count;

  void add(long item) {
    if (items.length == 0) {
      items = new long[LENGTH];
    }
    items[(int) (count++ % LENGTH)] = item;
  }

  /** Returns the number of the item that stands this many places before the last; 0 is the last. */
  private long item(int back) {
    return items[(int) ((count - 1 - back) % LENGTH)];
  }

  private int size() {
    return (int) Math.min(LENGTH, count);
  }

  /** Returns the latest of them first, a few at most. */
  List<Long> latest() {
    List<Long> found = new ArrayList<>();
    for (int back = 0; back < Math.min(StrongestItems.MOST, size()); back++) {
      found.add(item(back));
    }
    return found;
  }

  /** Returns how many of those known are of this item or later. */
  long countFrom(long first) {
    long found = 0;
    for (int back = 0; back < size() && item(back) >= first; back++) {
      found++;
    }
    return found;
  }

  /**
   * Returns the item from which on a higher share explains them best: one that broke the rule,
   * because only there the likelihood grows. The change may be anywhere since the one before, but
   * not long ago, where the items since break the rule so often that the first would have soon.
   *
   * <p>The share since then is the one that a chart looks for, or that of nearly all items, where
   * that explains them far better: by the first alone an item that broke the rule by chance, a
   * while before all do, would be the onset.
   *
   * @param since first item that may be it
   * @param after the share that the chart looks for
   * @param past the share of items that broke the rule before, above 0 and less than the other
   * @param dependence how many items are worth one independent item
   */
  ChangePoint changePoint(long since, double after, double past, double dependence) {
    double best = Double.NEGATIVE_INFINITY;
    ChangePoint point = new ChangePoint(1, 1, 1);
    for (int back = 0; back < size() && item(back) >= since; back++) {
      long item = item(back);
      long all = item(0) - item + 1;
      long kept = all - back - 1;
      double log =
          Math.max(
              likelihood(back + 1, kept, after, past),
              likelihood(back + 1, kept, Math.max(NEARLY_ALL, after), past) - SURELY);
      if (log > best) {
        best = log;
        long before = back + 1 < size() ? item(back + 1) : item - 1;
        double now = (back + 1.0) / (item(0) - item + 2);
        long early = (long) Math.min((double) item, dependence * keptBefore(past, now));
        long first = Math.max(Math.max(since, before + 1), item - early);
        point = new ChangePoint(item, Math.min(item, first), item);
      }
    }
    return point;
  }

  /** Returns the logarithm of how much likelier items are with a share than with that of before. */
  private static double likelihood(long broken, long kept, double share, double past) {
    return broken * Math.log(share / past) + kept * (Math.log1p(-share) - Math.log1p(-past));
  }

  /** Returns how many independent items may well keep a rule that is broken with this share now. */
  private static double keptBefore(double past, double now) {
    double kept = Math.log1p(-now) - Math.log1p(-past);
    return kept < 0 ? Math.log(OUTSIDE) / kept : Double.POSITIVE_INFINITY;
  }

  void write(DataOutput out) throws IOException {
    StateFormat.write(out, Arrays.copyOf(items, LENGTH));
    out.writeLong(count);
  }

  void read(DataInput in) throws IOException {
    long[] read = new long[LENGTH];
    StateFormat.readInto(in, read);
    count = Math.max(0, in.readLong());
    items = count == 0 ? NONE : read;
  }
}

package io.github.djlobservability.rollout;

import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Compares the mean of a quantity of two versions, each with the other's of the same ten minutes:
 * what comes differs by the hour, and a ramp gives one version more of the late hours. Ten minutes
 * in which only one version had an item are taken together within their hour. Each stretch has the
 * weight of N. Mantel and W. Haenszel (<i>Statistical Aspects of the Analysis of Data from
 * Retrospective Studies of Disease</i>, 1959), n m / (n + m) of n and m items. Items may come in
 * any order as long as their hour is among the last. An item counts by its weight, so n and m are
 * the items of one weight that say as much, W<sup>2</sup> / sum of w<sup>2</sup>. Not thread-safe.
 * Memory: {@value #HOUR_BYTES} bytes an hour.
 */
final class MatchedDifference {
  private static final long STRETCH_MILLIS = 600_000;
  private static final int STRETCHES = 6;
  private static final long HOUR_BYTES = 1_100;

  private final int mostHours;
  private final boolean share;
  private final NavigableMap<Long, Hour> open = new TreeMap<>();
  private final Totals closed = new Totals();
  private long closedUntil = Long.MIN_VALUE;

  /**
   * @param mostHours how many are open at most; past it the oldest is closed
   * @param share whether values are shares from 0 to 1, most of them at the ends
   */
  MatchedDifference(int mostHours, boolean share) {
    this.mostHours = mostHours;
    this.share = share;
  }

  /**
   * Takes in an item of a finite value.
   *
   * @param weight how many items it stands for, above 0
   */
  void add(boolean ofCandidate, long epochMillis, double value, double weight) {
    long number = Math.floorDiv(epochMillis, STRETCH_MILLIS);
    long key = Math.floorDiv(number, STRETCHES);
    Hour hour = open.get(key);
    if (hour == null) {
      boolean isFull = open.size() >= mostHours;
      if (key <= closedUntil || (isFull && key < open.firstKey())) {
        closed.leftOut = closed.leftOut.plus(ofCandidate ? 0 : 1, ofCandidate ? 1 : 0);
        return;
      }
      if (isFull) {
        closeOldest();
      }
      hour = new Hour();
      open.put(key, hour);
    }
    hour.stretch(Math.floorMod(number, STRETCHES)).of(ofCandidate).add(value, weight);
  }

  private void closeOldest() {
    Map.Entry<Long, Hour> oldest = open.pollFirstEntry();
    closedUntil = oldest.getKey();
    closed.add(oldest.getValue());
  }

  long bytes() {
    return HOUR_BYTES * (open.size() + 1);
  }

  /** Returns how it stands. */
  Estimate estimate() {
    Totals all = new Totals();
    all.add(closed);
    open.values().forEach(all::add);
    return all.estimate(share);
  }

  /** Sums up one version's values, each with the weight of its item, in Welford's way. */
  private static final class Sums {
    private long count;
    private double weight;
    private double mean;

    /** Holds the sum of squared weights, which a weighted mean's variance goes by. */
    private double squaredWeight;

    private double squaredMean;
    private double squares;

    void add(double value, double itsWeight) {
      count++;
      weight += itsWeight;
      mean += itsWeight / weight * (value - mean);
      double squared = itsWeight * itsWeight;
      squaredWeight += squared;
      double before = value - squaredMean;
      squaredMean += squared / squaredWeight * before;
      squares += squared * before * (value - squaredMean);
    }

    /** Takes in another's, the squared weights of which count some times as much. */
    void add(Sums other, double times) {
      if (other.count == 0) {
        return;
      }
      count += other.count;
      weight += other.weight;
      mean += other.weight / weight * (other.mean - mean);
      double more = times * other.squaredWeight;
      double gap = other.squaredMean - squaredMean;
      squares += times * other.squares + gap * gap * squaredWeight * more / (squaredWeight + more);
      squaredWeight += more;
      squaredMean += gap * more / squaredWeight;
    }

    /** Returns how many items of one weight say as much. */
    double items() {
      return weight * weight / squaredWeight;
    }

    double around(double center) {
      double gap = squaredMean - center;
      return squares / squaredWeight + gap * gap;
    }
  }

  /** The variance; of shares with one of each beside them, since none of 50 is not never. */
  private static double variance(boolean share, double items, double mean, double variance) {
    if (!share) {
      return variance;
    }
    double n = items + 2;
    double middle = (items * mean + 1) / n;
    return Math.max(0, (items * (variance + mean * mean) + 1) / n - middle * middle);
  }

  private static final class Stretch {
    private final Sums baseline = new Sums();
    private final Sums candidate = new Sums();

    Sums of(boolean ofCandidate) {
      return ofCandidate ? candidate : baseline;
    }

    boolean isOfBoth() {
      return baseline.count > 0 && candidate.count > 0;
    }

    void add(Stretch other) {
      baseline.add(other.baseline, 1);
      candidate.add(other.candidate, 1);
    }
  }

  private static final class Hour {
    private final @Nullable Stretch[] stretches = new @Nullable Stretch[STRETCHES];

    Stretch stretch(int number) {
      Stretch stretch = stretches[number];
      if (stretch == null) {
        stretch = new Stretch();
        stretches[number] = stretch;
      }
      return stretch;
    }
  }

  /** One version's part of the sums over stretches in which both served. */
  private static final class Side {
    /** Its squared weights add up to that of its variance in the difference. */
    private final Sums values = new Sums();

    private double items;
    private double mean;

    void add(Side other) {
      values.add(other.values, 1);
      items += other.items;
      mean += other.mean;
    }

    void add(Sums sums, double stretchWeight) {
      double part = stretchWeight / sums.weight;
      values.add(sums, part * part);
      items += sums.items();
      mean += stretchWeight * sums.mean;
    }
  }

  /** The sums over stretches in which both versions served, and the items of the others. */
  private static final class Totals {
    private final Side baseline = new Side();
    private final Side candidate = new Side();
    private double weight;
    private ItemsOfEach leftOut = ItemsOfEach.NONE;

    void add(Totals other) {
      baseline.add(other.baseline);
      candidate.add(other.candidate);
      weight += other.weight;
      leftOut = leftOut.plus(other.leftOut);
    }

    void add(Hour hour) {
      Stretch rest = new Stretch();
      for (Stretch stretch : hour.stretches) {
        if (stretch != null && stretch.isOfBoth()) {
          add(stretch);
        } else if (stretch != null) {
          rest.add(stretch);
        }
      }
      add(rest);
    }

    private void add(Stretch stretch) {
      if (!stretch.isOfBoth()) {
        leftOut = leftOut.plus(stretch.baseline.count, stretch.candidate.count);
        return;
      }
      double n = stretch.baseline.items();
      double m = stretch.candidate.items();
      double w = n * m / (n + m);
      weight += w;
      baseline.add(stretch.baseline, w);
      candidate.add(stretch.candidate, w);
    }

    Estimate estimate(boolean share) {
      if (weight == 0) {
        return new Estimate(Double.NaN, Double.NaN, 0, 0, leftOut, Double.NaN, 0);
      }
      double n = baseline.items;
      double m = candidate.items;
      double one = baseline.mean / weight;
      double two = candidate.mean / weight;
      double mean = one + m / (n + m) * (two - one);
      double ofOne = baseline.values.around(one);
      double ofTwo = candidate.values.around(two);
      double within =
          n / (n + m) * (ofOne + (one - mean) * (one - mean))
              + m / (n + m) * (ofTwo + (two - mean) * (two - mean));
      // Where few are 1, the version that happens to have fewest would look the surest.
      double pooled = variance(share, n + m, mean, within);
      double squared =
          baseline.values.squaredWeight * Math.max(pooled, variance(share, n, one, ofOne))
              + candidate.values.squaredWeight * Math.max(pooled, variance(share, m, two, ofTwo));
      return new Estimate(
          one,
          two,
          baseline.values.count,
          candidate.values.count,
          leftOut,
          squared / weight,
          weight);
    }
  }
}

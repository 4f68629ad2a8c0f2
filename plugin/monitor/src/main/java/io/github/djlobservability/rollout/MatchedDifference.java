package io.github.djlobservability.rollout;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Compares the mean of a quantity of two versions, each with the other's of the same ten minutes:
 * what comes differs by the hour, and a ramp gives one version more of the late hours. Ten minutes
 * in which only one version had an item are taken together within their hour. Each stretch has the
 * weight of N. Mantel and W. Haenszel (<i>Statistical Aspects of the Analysis of Data from
 * Retrospective Studies of Disease</i>, 1959), n m / (n + m) of n and m items. Items may come in
 * any order as long as their hour is among the last. Not thread-safe. Memory: {@value #HOUR_BYTES}
 * bytes an hour.
 */
final class MatchedDifference {
  private static final long STRETCH_MILLIS = 600_000;
  private static final int STRETCHES = 6;
  private static final long HOUR_BYTES = 900;

  private final int mostHours;
  private final boolean share;
  private final Map<Long, Hour> open = new LinkedHashMap<>();
  private final Totals closed = new Totals();
  private double shift = Double.NaN;

  /**
   * @param mostHours how many are open at most; past it the oldest is closed
   * @param share whether values are shares from 0 to 1, most of them at the ends
   */
  MatchedDifference(int mostHours, boolean share) {
    this.mostHours = mostHours;
    this.share = share;
  }

  /** Takes in an item of a finite value. */
  void add(boolean ofCandidate, long epochMillis, double value) {
    if (Double.isNaN(shift)) {
      // Of values far from 0 the squares would lose their digits.
      shift = share ? 0 : value;
    }
    long number = Math.floorDiv(epochMillis, STRETCH_MILLIS);
    long key = Math.floorDiv(number, STRETCHES);
    Hour hour = open.get(key);
    if (hour == null) {
      if (open.size() >= mostHours) {
        closeOldest();
      }
      hour = new Hour();
      open.put(key, hour);
    }
    hour.stretch(Math.floorMod(number, STRETCHES)).of(ofCandidate).add(value - shift);
  }

  private void closeOldest() {
    Iterator<Hour> oldest = open.values().iterator();
    closed.add(oldest.next());
    oldest.remove();
  }

  long bytes() {
    return HOUR_BYTES * (open.size() + 1);
  }

  /** Returns how it stands. */
  Estimate estimate() {
    Totals all = new Totals(closed);
    open.values().forEach(all::add);
    return all.estimate(shift, share);
  }

  /** Counts and sums of one version's values. */
  private static final class Sums {
    private long count;
    private double sum;
    private double squares;

    void add(double value) {
      count++;
      sum += value;
      squares += value * value;
    }

    void add(Sums other) {
      count += other.count;
      sum += other.sum;
      squares += other.squares;
    }

    double mean() {
      return sum / count;
    }

    /** The variance; of shares with one of each beside them, since none of 50 is not never. */
    double variance(boolean share) {
      double more = share ? 1 : 0;
      double n = count + 2 * more;
      double mean = (sum + more) / n;
      return Math.max(0, (squares + more) / n - mean * mean);
    }
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
      baseline.add(other.baseline);
      candidate.add(other.candidate);
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

  /** The sums over stretches in which both versions served, and the items of the others. */
  private static final class Totals {
    private final Sums baseline = new Sums();
    private final Sums candidate = new Sums();
    private double weight;
    private double baselineMean;
    private double candidateMean;

    /** Sums of squared weights by the items of either version. */
    private double baselineSpread;

    private double candidateSpread;

    private long alone;

    Totals() {}

    Totals(Totals other) {
      baseline.add(other.baseline);
      candidate.add(other.candidate);
      weight = other.weight;
      baselineMean = other.baselineMean;
      candidateMean = other.candidateMean;
      baselineSpread = other.baselineSpread;
      candidateSpread = other.candidateSpread;
      alone = other.alone;
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
        alone += stretch.baseline.count + stretch.candidate.count;
        return;
      }
      double n = stretch.baseline.count;
      double m = stretch.candidate.count;
      double w = n * m / (n + m);
      baseline.add(stretch.baseline);
      candidate.add(stretch.candidate);
      weight += w;
      baselineMean += w * stretch.baseline.mean();
      candidateMean += w * stretch.candidate.mean();
      baselineSpread += w * w / n;
      candidateSpread += w * w / m;
    }

    Estimate estimate(double shift, boolean share) {
      if (weight == 0) {
        return new Estimate(Double.NaN, Double.NaN, 0, 0, alone, Double.NaN, 0);
      }
      Sums both = new Sums();
      both.add(baseline);
      both.add(candidate);
      // Where few are 1, the version that happens to have fewest would look the surest.
      double pooled = both.variance(share);
      double squared =
          baselineSpread * Math.max(pooled, baseline.variance(share))
              + candidateSpread * Math.max(pooled, candidate.variance(share));
      return new Estimate(
          shift + baselineMean / weight,
          shift + candidateMean / weight,
          baseline.count,
          candidate.count,
          alone,
          squared / weight,
          weight);
    }
  }
}

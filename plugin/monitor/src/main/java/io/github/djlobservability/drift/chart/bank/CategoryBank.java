package io.github.djlobservability.drift.chart.bank;

import io.github.djlobservability.drift.reference.Hazard;
import io.github.djlobservability.drift.reference.OddsFactors;
import io.github.djlobservability.state.StateFormat;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The charts of a categorical feature: each category's odds against the rest grow or shrink by some
 * factors. Category i has the ranks of one interval, as long as its share.
 *
 * <p>The intervals are taken anew whenever the past has grown by half a percent. Any intervals that
 * do not depend on the rank to come keep the densities' mean at 1, so this costs no false alarm.
 */
final class CategoryBank extends LikelihoodBank {

  private static final double REFRESH = 0.005;

  /** One more item of a category with fewer makes its interval longer at once. */
  private static final int FEW = 50;

  /**
   * How much of the ranks that two neighbours could both have had the one with fewer items gets.
   */
  private static final double MOST_OF_SHARED = 0.9;

  private final OddsFactors factors;

  /** How much of the evidence each watched category is given. */
  private final double[] parts;

  /** How the factors are weighed for each. */
  private final OddsFactors[] weighed;

  private double dependence = 1;
  private final int watched;
  private final double[] ends;
  private final double[] inside;
  private final double[] outside;

  /** Densities inside over those outside. */
  private final double[] ratio;

  private final double[] weights;
  private final double[] information;
  private long refreshAt;

  /** {@link #compareWith} comes before the first rank. */
  CategoryBank(long[] counts, OddsFactors factors) {
    super(factors.watched(counts.length) * factors.size());
    this.factors = factors;
    watched = factors.watched(counts.length);
    parts = factors.parts(counts);
    weighed = new OddsFactors[watched];
    double all = Math.max(1, Arrays.stream(counts).sum());
    Arrays.setAll(weighed, category -> factors.of(counts[category] / all));
    ends = new double[counts.length];
    inside = new double[size()];
    outside = new double[size()];
    ratio = new double[size()];
    information = new double[size()];
    weights = new double[size()];
    for (int chart = 0; chart < size(); chart++) {
      int category = category(chart);
      weights[chart] = weighed[category].weight(chart % factors.size()) * parts[category];
    }
  }

  @Override
  public void discount(double items) {
    dependence = items;
  }

  /** Takes the intervals anew if it is time to. */
  @Override
  public void grown(SequentialRanks past) {
    if (past.total() >= refreshAt) {
      compareWith(past);
    }
  }

  /** Takes the intervals of the categories' shares of the past. */
  @Override
  public void compareWith(SequentialRanks past) {
    refreshAt = past.total() + (long) Math.max(1, past.total() * REFRESH);
    long below = 0;
    for (int i = 0; i < ends.length; i++) {
      below += past.in(i);
      ends[i] = (below + ofShared(i, past)) / (past.total() + 1);
    }
    for (int chart = 0; chart < size(); chart++) {
      density(chart);
    }
  }

  /**
   * Returns the part that a category gets of the ranks that it shares with the next one. Ranks of
   * the frequent one that are taken for the rare one's are a small part of all; the other way round
   * they are not. So none has a share of zero either.
   */
  private double ofShared(int category, SequentialRanks past) {
    if (category + 1 == ends.length) {
      return 1;
    }
    long own = past.in(category);
    long next = past.in(category + 1);
    double evenly = (category + 1.0) / (ends.length + 1);
    double part = own < next ? 1 : own > next ? 0 : evenly;
    return 1 - MOST_OF_SHARED + (2 * MOST_OF_SHARED - 1) * part;
  }

  private void density(int chart) {
    double share = share(category(chart));
    double odds = factors.odds(chart % factors.size());
    double after = odds * share / (1 - share + odds * share);
    double in = Math.log(after / share) / dependence;
    double out = Math.log((1 - after) / (1 - share)) / dependence;
    inside[chart] = Math.exp(in);
    outside[chart] = Math.exp(out);
    ratio[chart] = inside[chart] / outside[chart];
    information[chart] = after * in + (1 - after) * out;
  }

  /** Returns the share of a category when the intervals were taken. */
  private double share(int category) {
    return ends[category] - (category == 0 ? 0 : ends[category - 1]);
  }

  @Override
  public double update(double rank, SequentialRanks past) {
    if (past.isRare(FEW)) {
      refreshAt = past.total();
    }
    double[] r = evidence;
    for (int i = 0; i < r.length; i++) {
      r[i] = (1 + r[i]) * outside[i];
    }
    int category = categoryAt(rank);
    if (category < watched) {
      int from = category * factors.size();
      for (int i = from; i < from + factors.size(); i++) {
        r[i] *= ratio[i];
      }
    }
    return sum(weights, 0);
  }

  @Override
  double logDensity(int chart, double rank) {
    return Math.log(categoryAt(rank) == category(chart) ? inside[chart] : outside[chart]);
  }

  /** The category: the intervals that ranks are of move while a category becomes frequent. */
  @Override
  public double remembered(double rank, int cell) {
    return (cell + 0.5) / ends.length;
  }

  @Override
  public double gain(int chart, double remembered) {
    boolean in = (int) (remembered * ends.length) == category(chart);
    return Math.log(in ? inside[chart] : outside[chart]);
  }

  @Override
  public double meanDensity(int chart, double from, double to) {
    int category = category(chart);
    double low = Math.max(from, category == 0 ? 0 : ends[category - 1]);
    double in = Math.max(0, Math.min(to, ends[category]) - low) / (to - from);
    return in * inside[chart] + (1 - in) * outside[chart];
  }

  @Override
  public Alternative alternative(int chart) {
    return new Alternative(ChangeKind.SHARE, category(chart), information[chart], weights[chart]);
  }

  @Override
  public List<Hazard> hazards(Overshoot overshoot) {
    if (ends.length == 1) {
      // All categories are taken together, or there are none: their share is 1, and stays so.
      return List.of();
    }
    if (dependence > 1) {
      return smallStepHazards();
    }
    List<Hazard> all = new ArrayList<>();
    for (int category = 0; category < watched; category++) {
      all.addAll(overshoot.hazards(share(category), weighed[category], parts[category]));
    }
    return all;
  }

  private int category(int chart) {
    return chart / factors.size();
  }

  private int categoryAt(double rank) {
    int category = 0;
    while (category < ends.length - 1 && rank >= ends[category]) {
      category++;
    }
    return category;
  }

  @Override
  public void write(DataOutput out) throws IOException {
    super.write(out);
    StateFormat.write(out, ends);
    out.writeLong(refreshAt);
  }

  @Override
  public void read(DataInput in) throws IOException {
    super.read(in);
    StateFormat.readInto(in, ends);
    refreshAt = in.readLong();
    if (!(ends[ends.length - 1] > 0) || Arrays.stream(ends).anyMatch(e -> !(e > 0 && e < 1.001))) {
      throw new IOException("shares " + Arrays.toString(ends));
    }
    for (int chart = 0; chart < size(); chart++) {
      density(chart);
    }
  }
}

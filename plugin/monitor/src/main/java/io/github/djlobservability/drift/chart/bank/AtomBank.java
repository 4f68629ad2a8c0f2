package io.github.djlobservability.drift.chart.bank;

import io.github.djlobservability.drift.reference.FeatureReference;
import io.github.djlobservability.drift.reference.Hazard;
import io.github.djlobservability.drift.reference.OddsFactors;
import io.github.djlobservability.state.StateFormat;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The charts of a number that often has one and the same value, its atom, such as 0: how often it
 * has, as a category of two, and how the rest ranks among the rest.
 *
 * <p>Ranks of equal values are drawn at random, and in ranks a change of the atom's share is small.
 * The atom's ranks are one interval; the others, with that interval cut out, are uniform again. The
 * interval is taken anew as in {@link CategoryBank}.
 */
public final class AtomBank extends LikelihoodBank {

  /** A value that is as frequent is an atom. */
  private static final double MIN_SHARE = 0.3;

  /** The rest's part of the evidence when enough items have a value of it ... */
  private static final double REST_WEIGHT = 0.5;

  /** ... which are a tenth; of fewer it has less, as they have less to tell, but this much. */
  private static final double ENOUGH = 0.1;

  private static final double LEAST_REST_WEIGHT = 0.15;
  private static final double REFRESH = 0.005;

  /** While fewer items have another value, one more of them makes the interval shorter at once. */
  private static final int FEW = 50;

  /** How much of the ranks that it could share with others the interval leaves to them. */
  private static final double LEFT = 0.9;

  /** Ranks in the rest are remembered from here to 1, the atom below. */
  private static final double REST = 0.5;

  private final RankTables tables;
  private final OddsFactors factors;
  private final double atomWeight;
  private final double[] inside;
  private final double[] outside;
  private final double[] information;
  private RankAlternatives table;
  private double dependence = 1;

  /** The frequent ones of the rest. */
  private @Nullable EqualValues equal;

  /** Whether one of the rest has become frequent since its intervals were taken. */
  private boolean outdated;

  private int atom;
  private double low;
  private double high;
  private long refreshAt;

  private AtomBank(RankTables tables, OddsFactors factors, double atomWeight) {
    super(factors.size() + (atomWeight < 1 ? tables.of(1).size() : 0));
    this.tables = tables;
    this.factors = factors;
    this.atomWeight = atomWeight;
    inside = new double[factors.size()];
    outside = new double[factors.size()];
    information = new double[factors.size()];
    table = tables.of(1);
  }

  /** Returns the charts of a number that has an atom. */
  public static AtomBank of(FeatureReference reference, RankTables tables) {
    long most = Arrays.stream(reference.counts()).max().orElse(0);
    double share = (double) most / Math.max(1, reference.valueCount());
    double rest = Math.max(LEAST_REST_WEIGHT, REST_WEIGHT * Math.min(1, (1 - share) / ENOUGH));
    return new AtomBank(tables, OddsFactors.ofTwo(share), hasRest(reference) ? 1 - rest : 1);
  }

  /** Returns whether a number has an atom. */
  static boolean suits(FeatureReference reference) {
    long[] counts = reference.counts();
    long most = Arrays.stream(counts).max().orElse(0);
    return most > 0 && most >= MIN_SHARE * reference.valueCount();
  }

  /** Returns whether it has more values than the atom and one other. */
  private static boolean hasRest(FeatureReference reference) {
    return values(reference) > 2;
  }

  /** Returns whether a feature has two values. */
  public static boolean isOfTwo(FeatureReference reference) {
    return values(reference) == 2;
  }

  private static long values(FeatureReference reference) {
    return Arrays.stream(reference.counts()).filter(count -> count > 0).count();
  }

  @Override
  public void discount(double items) {
    dependence = items;
    table = tables.of(items);
  }

  @Override
  public void grown(SequentialRanks past) {
    if (past.total() >= refreshAt) {
      cut(past);
    }
    if (outdated || (equal != null && equal.isDue(past))) {
      takeEqualValues(past);
    }
  }

  @Override
  public void compareWith(SequentialRanks past) {
    atom = past.fullest();
    cut(past);
    takeEqualValues(past);
  }

  private void takeEqualValues(SequentialRanks past) {
    outdated = false;
    equal = atomWeight < 1 ? EqualValues.of(past, atom, table) : null;
  }

  private void cut(SequentialRanks past) {
    refreshAt = past.total() + (long) Math.max(1, past.total() * REFRESH);
    double below = past.below(atom);
    low = (below > 0 ? below + LEFT : 0.5) / (past.total() + 1);
    high = (past.below(atom + 1) + 1 - LEFT) / (past.total() + 1);
    densities();
  }

  private void densities() {
    double share = share();
    for (int i = 0; i < inside.length; i++) {
      double after = factors.odds(i) * share / (1 - share + factors.odds(i) * share);
      double in = Math.log(after / share) / dependence;
      double out = Math.log((1 - after) / (1 - share)) / dependence;
      inside[i] = Math.exp(in);
      outside[i] = Math.exp(out);
      information[i] = after * in + (1 - after) * out;
    }
  }

  /** Never 0 nor 1. */
  private double share() {
    return Math.max(1e-9, high - low);
  }

  private boolean isAtom(double rank) {
    return rank >= low && rank < high;
  }

  /** Returns the rank of a value that is not the atom among those that are not. */
  private double rankInRest(double rank) {
    return (rank < low ? rank : Math.max(low, rank - share())) / (1 - share());
  }

  @Override
  public double update(double rank, SequentialRanks past) {
    double[] r = evidence;
    boolean in = isAtom(rank);
    if (!in && (1 - share()) * past.total() < FEW) {
      refreshAt = past.total();
    }
    double[] own = in ? inside : outside;
    double sum = 0;
    for (int i = 0; i < own.length; i++) {
      r[i] = (1 + r[i]) * own[i];
      sum += factors.weight(i) * r[i];
    }
    return atomWeight < 1 ? atomWeight * sum + (1 - atomWeight) * updateRest(in, rank, past) : sum;
  }

  private double updateRest(boolean in, double rank, SequentialRanks past) {
    double[] r = evidence;
    double[] weights = table.weights();
    int first = inside.length;
    if (in) {
      for (int i = first; i < r.length; i++) {
        r[i] = 1 + r[i];
      }
      return sum(weights, first);
    }
    double rest = rankInRest(rank);
    int place = equal == null ? -1 : equal.place(rest);
    boolean alone = equal == null || place < 0;
    if (alone) {
      outdated = EqualValues.lacks(equal, past, rankInRest(past.middle()), 1 - share());
    }
    double[] densities = equal == null || place < 0 ? table.densities() : equal.means();
    int offset = (alone ? table.offset(rest) : place * table.size()) - first;
    for (int i = first; i < r.length; i++) {
      r[i] = (1 + r[i]) * densities[offset + i];
    }
    return sum(weights, first);
  }

  @Override
  double logDensity(int chart, double rank) {
    boolean in = isAtom(rank);
    if (chart < inside.length) {
      return Math.log(in ? inside[chart] : outside[chart]);
    }
    int offset = in ? 0 : table.offset(rankInRest(rank));
    return in ? 0 : Math.log(table.densities()[offset + chart - inside.length]);
  }

  /**
   * Whether it is the atom, below {@value #REST}, and else the rank in the rest: the interval moves
   * while the atom becomes rare or frequent.
   */
  @Override
  public double remembered(double rank, int cell) {
    return cell == atom ? REST / 2 : REST + (1 - REST) * rankInRest(rank);
  }

  @Override
  public double gain(int chart, double remembered) {
    boolean in = remembered < REST;
    if (chart < inside.length) {
      return Math.log(in ? inside[chart] : outside[chart]);
    }
    int offset = in ? 0 : table.offset(rank(remembered));
    return in ? 0 : Math.log(table.densities()[offset + chart - inside.length]);
  }

  @Override
  public double rank(double remembered) {
    return remembered < REST ? 0.5 : (remembered - REST) / (1 - REST);
  }

  @Override
  public double meanDensity(int chart, double from, double to) {
    if (chart >= inside.length) {
      return super.meanDensity(chart, from, to);
    }
    double in = Math.max(0, Math.min(high, to) - Math.max(low, from)) / (to - from);
    return in * inside[chart] + (1 - in) * outside[chart];
  }

  @Override
  public Alternative alternative(int chart) {
    if (chart < inside.length) {
      return new Alternative(
          ChangeKind.ATOM, -1, information[chart], atomWeight * factors.weight(chart));
    }
    Alternative rest = table.get(chart - inside.length);
    return new Alternative(
        rest.change(),
        rest.bin(),
        rest.information() * (1 - share()),
        rest.weight() * (1 - atomWeight));
  }

  @Override
  public List<Hazard> hazards(Overshoot overshoot) {
    List<Hazard> small = smallStepHazards();
    if (dependence > 1) {
      return small;
    }
    List<Hazard> all = new ArrayList<>(overshoot.hazards(share(), factors, atomWeight));
    for (int chart = inside.length; chart < size(); chart++) {
      double step = table.get(chart - inside.length).information();
      Hazard rest = small.get(chart);
      all.add(new Hazard(rest.weight(), rest.information(), Hazard.normalOvershoot(step)));
    }
    return all;
  }

  @Override
  public void write(DataOutput out) throws IOException {
    super.write(out);
    EqualValues.write(out, equal);
    out.writeBoolean(outdated);
    out.writeInt(atom);
    StateFormat.write(out, new double[] {low, high});
    out.writeLong(refreshAt);
  }

  @Override
  public void read(DataInput in) throws IOException {
    super.read(in);
    equal = EqualValues.read(in, table);
    outdated = in.readBoolean();
    atom = in.readInt();
    double[] ends = new double[2];
    StateFormat.readInto(in, ends);
    low = ends[0];
    high = ends[1];
    refreshAt = in.readLong();
    if (atom < 0 || !(low > 0 && low < high && high < 1)) {
      throw new IOException("atom " + atom + " from " + low + " to " + high);
    }
    densities();
  }
}

package io.github.djlobservability.drift.chart;

import io.github.djlobservability.drift.chart.bank.LikelihoodBank;
import io.github.djlobservability.drift.chart.bank.Overshoot;
import io.github.djlobservability.drift.chart.bank.RankAlternatives;
import io.github.djlobservability.drift.reference.Hazard;
import io.github.djlobservability.drift.reference.OddsFactors;
import io.github.djlobservability.state.StateFormat;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;

/**
 * Charts of how often a rule of the schema is broken: Shiryaev-Roberts statistics as in {@link
 * LikelihoodBank}, one for each of some odds.
 *
 * <p>An item that keeps the rule costs nothing: the charts are brought up to date when one breaks
 * it, and when they are asked to. Items are compared with the reference and the stream so far or,
 * after {@link #compareWithStream}, with the stream since then alone.
 *
 * <p>Not thread-safe. Memory: 400 bytes.
 */
public final class RuleCharts {
  private final Reference reference;
  private final OddsFactors factors;
  private final double dependence;
  private final double[] evidence;
  private final BrokenItems items = new BrokenItems();

  /** Items of the stream that broke the rule, since it is compared with. */
  private long broken;

  private long seen;

  /** First item from which evidence is gathered; those before it are learnt. */
  private long since = 1;

  /** The item up to which {@code seen} and the evidence count. */
  private long settled;

  /** Whether the stream alone is compared with. */
  private boolean alone;

  /**
   * How often a reference breaks the rule.
   *
   * @param broken items that break it, at least 0
   * @param total all of its items
   * @param counted whether they were counted; if not, they only tell what to expect
   */
  public record Reference(double broken, double total, boolean counted) {
    /** Returns whether all of it breaks the rule, as a column without values does. */
    public boolean isAlwaysBroken() {
      return total > 0 && broken >= total;
    }

    /** Returns which part of it breaks the rule, 0 to 1; NaN where it is empty. */
    public double share() {
      return total == 0 ? Double.NaN : broken / total;
    }
  }

  /**
   * Items from an onset up to now.
   *
   * @param broken those that broke the rule, of the last that did
   * @param seen all of them, at least 1
   */
  public record Since(ChangePoint change, long broken, long seen) {}

  /**
   * @param dependence how many items are worth one independent item, see {@link RankAlternatives}
   */
  public RuleCharts(Reference reference, OddsFactors factors, double dependence) {
    this.reference = reference;
    this.factors = factors;
    this.dependence = dependence;
    evidence = new double[factors.size()];
  }

  /**
   * Returns the probability that the next item breaks the rule, from reference and stream, or from
   * the stream alone.
   */
  private double share() {
    double past = brokenBefore(broken, seen);
    return (past + 0.5) / (past + keptBefore(broken, seen) + 1.0);
  }

  /** Returns how many items broke the rule before an onset. */
  public double brokenBefore(Since onset) {
    return brokenBefore(broken - onset.broken(), seen - onset.seen());
  }

  /** Returns how many items kept the rule before an onset. */
  public double keptBefore(Since onset) {
    return keptBefore(broken - onset.broken(), seen - onset.seen());
  }

  /**
   * A stream that breaks the rule more rarely than the reference does not count: that it breaks it
   * as often as the reference again is no change.
   *
   * @param ofStream items of the stream that broke it
   * @param streamSeen all of the stream
   */
  private double brokenBefore(long ofStream, long streamSeen) {
    if (alone) {
      return ofStream;
    }
    return reference.broken + (isRarer(ofStream, streamSeen) ? 0 : ofStream);
  }

  private double keptBefore(long ofStream, long streamSeen) {
    if (alone) {
      return Math.max(0, streamSeen - ofStream);
    }
    double kept = isRarer(ofStream, streamSeen) ? 0 : Math.max(0, streamSeen - ofStream);
    return reference.total - reference.broken + kept;
  }

  private boolean isRarer(long ofStream, long streamSeen) {
    return reference.counted && ofStream * reference.total < reference.broken * streamSeen;
  }

  private static double after(double share, double odds) {
    return odds * share / (1 - share + odds * share);
  }

  /** Logarithm of the density of an item that breaks the rule. */
  private double logBroken(double share, double odds) {
    return Math.log(after(share, odds) / share) / dependence;
  }

  /** Logarithm of the density of an item that keeps the rule. */
  private double logKept(double share, double odds) {
    return Math.log((1 - after(share, odds)) / (1 - share)) / dependence;
  }

  /** Returns how many items up to one the charts do not count yet. */
  public long unsettled(long item) {
    return item - settled;
  }

  /**
   * Brings the charts up to date with the items up to one that all kept the rule; returns how many
   * of them were learnt.
   */
  public long settle(long item) {
    long learnt = Math.max(0, Math.min(item, since - 1) - settled);
    long kept = unsettled(item) - learnt;
    seen += learnt;
    double share = share();
    for (int i = 0; i < evidence.length && kept > 0; i++) {
      double density = Math.exp(logKept(share, factors.odds(i)));
      double decay = Math.pow(density, (double) kept);
      // The closed form of this many rounds of R = (1 + R) density.
      evidence[i] = decay * evidence[i] + density * (1 - decay) / (1 - density);
    }
    seen += kept;
    settled = item;
    return learnt;
  }

  /** Takes in the next item, which breaks the rule; returns whether it is learnt. */
  public boolean broken(long item) {
    boolean learns = item < since;
    double share = share();
    for (int i = 0; i < evidence.length && !learns; i++) {
      evidence[i] = (1 + evidence[i]) * Math.exp(logBroken(share, factors.odds(i)));
    }
    items.add(item);
    broken++;
    seen++;
    settled = item;
    return learns;
  }

  /** Returns the evidence of all charts, when it was last brought up to date. */
  public double total() {
    double sum = 0;
    for (int chart = 0; chart < evidence.length; chart++) {
      sum += weighted(chart);
    }
    return sum;
  }

  private double weighted(int chart) {
    return factors.weight(chart) * evidence[chart];
  }

  /** Returns the chart with the most evidence. */
  private int leading() {
    int leading = 0;
    for (int chart = 1; chart < evidence.length; chart++) {
      leading = weighted(chart) > weighted(leading) ? chart : leading;
    }
    return leading;
  }

  /** Returns the items up to one since the onset that the leading chart tells. */
  public Since sinceOnset(long item) {
    double share = share();
    double after = after(share, factors.odds(leading()));
    return since(items.changePoint(since, after, share, dependence), item);
  }

  /** Returns the items up to one since an onset. */
  public Since since(ChangePoint change, long item) {
    return new Since(change, countFrom(change.item()), item - change.item() + 1);
  }

  /** Returns how many items from one on broke the rule, of the last that did. */
  public long countFrom(long first) {
    return items.countFrom(first);
  }

  /** Returns the last items that broke the rule, the latest first, a few at most. */
  public List<Long> latest() {
    return items.latest();
  }

  /** Learns the items before one, and compares those from there on with the stream alone. */
  public void compareWithStream(long from) {
    begin(from, true);
  }

  /** Compares items from one on with the reference, too. */
  public void compareWithReference(long from) {
    begin(from, false);
  }

  private void begin(long from, boolean ofStream) {
    if (alone || ofStream) {
      broken = 0;
      seen = 0;
    }
    alone = ofStream;
    Arrays.fill(evidence, 0);
    since = from;
  }

  /**
   * Returns the part of each chart in the rate of false alarms.
   *
   * @param weight share of a feature's alarms that the rule is given
   */
  public List<Hazard> hazards(Overshoot overshoot, double weight) {
    List<Hazard> hazards = overshoot.hazards(share(), factors, weight);
    return dependence > 1
        ? hazards.stream().map(hazard -> hazard.discounted(dependence)).toList()
        : hazards;
  }

  /** The level has changed by a factor; the evidence keeps its share of it. */
  public void scale(double factor) {
    for (int chart = 0; chart < evidence.length; chart++) {
      evidence[chart] *= factor;
    }
  }

  /** Writes all of it but what it is compared with. */
  public void write(DataOutput out) throws IOException {
    StateFormat.write(out, evidence);
    items.write(out);
    StateFormat.write(out, new long[] {broken, seen, settled, since});
  }

  /** Goes on with what was written. */
  public void read(DataInput in) throws IOException {
    StateFormat.readInto(in, evidence);
    items.read(in);
    long[] counts = new long[4];
    StateFormat.readInto(in, counts);
    broken = counts[0];
    seen = counts[1];
    settled = counts[2];
    since = counts[3];
  }

  /**
   * Says of what was read what it is compared with.
   *
   * @param ofStream whether that is the stream alone
   */
  public void goOn(boolean ofStream) {
    alone = ofStream;
  }
}

package io.github.djlobservability.drift;

import io.github.djlobservability.drift.chart.ChangePoint;
import io.github.djlobservability.drift.chart.DriftShape;
import io.github.djlobservability.drift.chart.Effect;
import io.github.djlobservability.drift.chart.EffectSize;
import io.github.djlobservability.drift.chart.Levels;
import io.github.djlobservability.drift.chart.LikelihoodBank;
import io.github.djlobservability.drift.chart.Overshoot;
import io.github.djlobservability.drift.chart.RankAlternatives;
import io.github.djlobservability.drift.reference.DriftKind;
import io.github.djlobservability.drift.reference.Hazard;
import io.github.djlobservability.drift.reference.OddsFactors;
import io.github.djlobservability.state.StateFormat;
import io.github.djlobservability.statistics.ChiSquare;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Whether a rule of the schema is broken more often than in the reference.
 *
 * <p>Two Shiryaev-Roberts charts as in {@link LikelihoodBank}, for the odds of {@link
 * OddsFactors#RULE}. An item that keeps the rule costs nothing: the charts are brought up to date
 * when one breaks it, and at the end of a window.
 *
 * <p>Not thread-safe. Memory: 500 bytes.
 */
final class QualityCheck {

  private static final double WEIGHT = 0.02;

  /** Missing values are what goes wrong most. */
  private static final double MISSING_WEIGHT = 0.05;

  private static final double SMALL = OddsFactors.RULE.odds(0);
  private static final double LARGE = OddsFactors.RULE.odds(1);
  private static final double[] ODDS = {SMALL, LARGE};
  private static final double AGREES = 0.01;

  private final Check check;
  private final double referenceBroken;
  private final double referenceTotal;
  private final double dependence;
  private final double[] evidence = new double[ODDS.length];
  private final BrokenItems items = new BrokenItems();

  private long broken;
  private long seen;

  /** The item up to which {@code seen} and the evidence count. */
  private long settled;

  private long lastAlarm;
  private Status status = Status.WARMING_UP;
  private Levels levels = Levels.UNREACHED;

  /**
   * @param referenceBroken items of the reference that break the rule
   * @param referenceTotal items of the reference
   * @param dependence how many items are worth one independent item, see {@link RankAlternatives}
   */
  QualityCheck(Check check, double referenceBroken, double referenceTotal, double dependence) {
    this.check = check;
    this.referenceBroken = referenceBroken;
    this.referenceTotal = referenceTotal;
    this.dependence = dependence;
  }

  /** Probability that the next item breaks the rule, from reference and stream. */
  private double share() {
    return (referenceBroken + broken + 0.5) / (referenceTotal + seen + 1.0);
  }

  /** Share of a feature's alarms that the rule is given. */
  double weight() {
    return check == Check.MISSING ? MISSING_WEIGHT : WEIGHT;
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

  /** Brings the charts up to date with the items up to one that all kept the rule. */
  private void settle(long item) {
    long kept = item - settled;
    double share = share();
    for (int i = 0; i < ODDS.length && kept > 0; i++) {
      double density = Math.exp(logKept(share, ODDS[i]));
      double decay = Math.pow(density, (double) kept);
      // The closed form of this many rounds of R = (1 + R) density.
      evidence[i] = decay * evidence[i] + density * (1 - decay) / (1 - density);
    }
    seen += kept;
    settled = item;
  }

  /** Takes in an item that breaks the rule and changes the status if the evidence says so. */
  @Nullable Transition hit(long item, boolean warm) {
    settle(item - 1);
    double share = share();
    for (int i = 0; i < ODDS.length; i++) {
      evidence[i] = (1 + evidence[i]) * Math.exp(logBroken(share, ODDS[i]));
    }
    items.add(item);
    broken++;
    seen++;
    settled = item;
    return warm ? judge(item) : null;
  }

  private @Nullable Transition judge(long item) {
    if (status == Status.WARMING_UP) {
      status = Status.STABLE;
    }
    double all = total();
    if (all >= levels.drift()) {
      Transition transition = rise(Status.DRIFT, item);
      Arrays.fill(evidence, 0);
      lastAlarm = item;
      return transition.previous() == Status.DRIFT ? null : transition;
    }
    boolean warns = status == Status.STABLE && all >= levels.warning();
    return warns ? rise(Status.WARNING, item) : null;
  }

  private double total() {
    return (evidence[0] + evidence[1]) / ODDS.length;
  }

  /**
   * At the end of a window: a WARNING that has faded, or a DRIFT whose window looks like the
   * reference, becomes STABLE.
   */
  @Nullable Transition endWindow(long item, long brokenNow, long seenNow, boolean warm) {
    settle(item);
    if (warm && status == Status.WARMING_UP) {
      status = Status.STABLE;
    }
    boolean faded = status == Status.WARNING && total() < levels.clear();
    boolean recovered =
        status == Status.DRIFT && item - lastAlarm >= seenNow && agrees(brokenNow, seenNow);
    if (!faded && !recovered) {
      return null;
    }
    Arrays.fill(evidence, 0);
    return transition(Status.STABLE, null, effect(brokenNow, seenNow));
  }

  private boolean agrees(long brokenNow, long seenNow) {
    long[] reference = {Math.round(referenceBroken), Math.round(referenceTotal - referenceBroken)};
    long[] current = {brokenNow, seenNow - brokenNow};
    boolean fewer = brokenNow * referenceTotal <= referenceBroken * seenNow;
    return fewer || new ChiSquare().measure(reference, current).pValue() >= AGREES;
  }

  private Transition rise(Status next, long item) {
    double share = share();
    double odds = evidence[1] > evidence[0] ? LARGE : SMALL;
    ChangePoint change = items.changePoint(logBroken(share, odds), logKept(share, odds));
    Effect effect = effect(items.countFrom(change.item()), item - change.item() + 1);
    return transition(next, change, effect);
  }

  private Transition transition(Status next, @Nullable ChangePoint change, Effect effect) {
    Status previous = status;
    status = next;
    return new Transition(
        check,
        DriftKind.QUALITY,
        previous,
        next,
        next == Status.DRIFT ? DriftShape.SUDDEN : null,
        change,
        statistic(),
        threshold(),
        effect,
        change == null ? List.of() : items.latest());
  }

  private Effect effect(long brokenNow, long seenNow) {
    String rule = check.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    double before = referenceTotal == 0 ? Double.NaN : referenceBroken / referenceTotal;
    return EffectSize.shares(rule, before, (double) brokenNow / seenNow);
  }

  void setLevels(Levels levels) {
    this.levels = levels;
  }

  Check check() {
    return check;
  }

  Status status() {
    return status;
  }

  /** Logarithm of the evidence when it was last brought up to date, at least 0. */
  double statistic() {
    return Math.log(Math.max(1, total()));
  }

  double threshold() {
    return Math.log(levels.drift());
  }

  /** Returns the part of each chart in the rate of false alarms. */
  List<Hazard> hazards(Overshoot overshoot) {
    return overshoot.hazards(share(), OddsFactors.RULE, weight());
  }

  /** The level has changed by a factor; the evidence keeps its share of it. */
  void scale(double factor) {
    for (int chart = 0; chart < evidence.length; chart++) {
      evidence[chart] *= factor;
    }
  }

  void write(DataOutput out) throws IOException {
    StateFormat.write(out, evidence);
    items.write(out);
    StateFormat.write(out, new long[] {broken, seen, settled, lastAlarm});
    out.writeUTF(status.name());
  }

  void read(DataInput in) throws IOException {
    StateFormat.readInto(in, evidence);
    items.read(in);
    long[] counts = new long[4];
    StateFormat.readInto(in, counts);
    broken = counts[0];
    seen = counts[1];
    settled = counts[2];
    lastAlarm = counts[3];
    status = StateFormat.readEnum(in, Status.class);
  }
}

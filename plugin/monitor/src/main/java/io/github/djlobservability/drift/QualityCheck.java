package io.github.djlobservability.drift;

import io.github.djlobservability.drift.chart.ChangePoint;
import io.github.djlobservability.drift.chart.DriftShape;
import io.github.djlobservability.drift.chart.Effect;
import io.github.djlobservability.drift.chart.EffectSize;
import io.github.djlobservability.drift.chart.Levels;
import io.github.djlobservability.drift.chart.LikelihoodBank;
import io.github.djlobservability.drift.chart.Overshoot;
import io.github.djlobservability.drift.chart.RankAlternatives;
import io.github.djlobservability.drift.incident.BrokenRule;
import io.github.djlobservability.drift.incident.Incident;
import io.github.djlobservability.drift.incident.MinEffect;
import io.github.djlobservability.drift.incident.Size;
import io.github.djlobservability.drift.reference.DriftKind;
import io.github.djlobservability.drift.reference.Hazard;
import io.github.djlobservability.drift.reference.OddsFactors;
import io.github.djlobservability.state.StateFormat;
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
 * <p>Shiryaev-Roberts charts as in {@link LikelihoodBank}, for the odds of {@link OddsFactors#RULE}
 * or {@link OddsFactors#OFTEN_BROKEN}. An item that keeps the rule costs nothing: the charts are
 * brought up to date when one breaks it, and at the end of a window; while it is broken more often
 * than before, with each item. As {@link DistributionCheck} does with values, an alarm has the next
 * items learnt, and the rule is watched for being broken more often still; once it is kept as
 * before, it is compared with the reference again.
 *
 * <p>Not thread-safe. Memory: 500 bytes.
 */
final class QualityCheck {

  private static final double WEIGHT = 0.02;

  /** Missing values are what goes wrong most. */
  private static final double MISSING_WEIGHT = 0.05;

  /** A column that has missing values anyway: how often it has is a feature of its own. */
  private static final double SOMETIMES_MISSING_WEIGHT = 1;

  private static final int SOMETIMES = 5;

  /** Independent items that are learnt after an alarm. */
  private static final int LEARNT = 100;

  private static final int MOST_LEARNT = 1_000;

  /** A new category: nothing else tells it before it has come often. */
  private static final double UNSEEN_WEIGHT = 0.1;

  private final Check check;
  private final OddsFactors factors;
  private final double referenceBroken;
  private final double referenceTotal;
  private final double dependence;
  private final MinEffect least;
  private final double[] evidence;
  private final BrokenItems items = new BrokenItems();

  /** Items of the stream that broke the rule, after an alarm those that came since. */
  private long broken;

  private long seen;

  /** First item from which evidence is gathered; those before it are learnt. */
  private long since = 1;

  /** The item up to which {@code seen} and the evidence count. */
  private long settled;

  /** How the rule is broken since an alarm or a warning; null where it is kept as before. */
  private @Nullable BrokenRule differing;

  private Status status = Status.WARMING_UP;
  private Levels levels = Levels.UNREACHED;

  /**
   * @param referenceBroken items of the reference that break the rule
   * @param referenceTotal items of the reference
   * @param dependence how many items are worth one independent item, see {@link RankAlternatives}
   * @param least how large a change must be to matter
   */
  QualityCheck(
      Check check,
      double referenceBroken,
      double referenceTotal,
      double dependence,
      MinEffect least) {
    this.check = check;
    this.least = least;
    this.referenceBroken = referenceBroken;
    this.referenceTotal = referenceTotal;
    this.dependence = dependence;
    factors = isSometimesMissing() ? OddsFactors.OFTEN_BROKEN : OddsFactors.RULE;
    evidence = new double[factors.size()];
  }

  private boolean isSometimesMissing() {
    return check == Check.MISSING && referenceBroken >= SOMETIMES;
  }

  /**
   * Probability that the next item breaks the rule, from reference and stream; after an alarm from
   * the stream alone.
   */
  private double share() {
    double past = brokenBefore(broken, seen);
    return (past + 0.5) / (past + keptBefore(broken, seen) + 1.0);
  }

  /**
   * Returns how many items of the past broke the rule. A stream that breaks it more rarely than the
   * reference does not count: that it breaks it as often as the reference again is no change.
   *
   * @param ofStream items of the stream that broke it
   * @param streamSeen all of the stream
   */
  private double brokenBefore(long ofStream, long streamSeen) {
    if (isKnown()) {
      return ofStream;
    }
    return referenceBroken + (isRarer(ofStream, streamSeen) ? 0 : ofStream);
  }

  /** Returns how many items of the same past kept it. */
  private double keptBefore(long ofStream, long streamSeen) {
    if (isKnown()) {
      return Math.max(0, streamSeen - ofStream);
    }
    double kept = isRarer(ofStream, streamSeen) ? 0 : Math.max(0, streamSeen - ofStream);
    return referenceTotal - referenceBroken + kept;
  }

  /**
   * Returns whether a stream breaks the rule more rarely than the reference, which is known of the
   * rules that the reference breaks: of the others it only tells what to expect.
   */
  private boolean isRarer(long ofStream, long streamSeen) {
    boolean counted = check == Check.MISSING || check == Check.WRONG_TYPE;
    return counted && ofStream * referenceTotal < referenceBroken * streamSeen;
  }

  /** Share of a feature's alarms that the rule is given. */
  double weight() {
    return switch (check) {
      case MISSING -> isSometimesMissing() ? SOMETIMES_MISSING_WEIGHT : MISSING_WEIGHT;
      case UNSEEN_CATEGORY -> UNSEEN_WEIGHT;
      default -> WEIGHT;
    };
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
    long all = item - settled;
    long learnt = Math.max(0, Math.min(item, since - 1) - settled);
    long kept = all - learnt;
    seen += learnt;
    if (differing != null && all > 0) {
      differing.kept(all, learnt);
    }
    double share = share();
    for (int i = 0; i < evidence.length && kept > 0; i++) {
      double density = Math.exp(logKept(share, factors.odds(i)));
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
    boolean learns = item < since;
    double share = share();
    for (int i = 0; i < evidence.length && !learns; i++) {
      evidence[i] = (1 + evidence[i]) * Math.exp(logBroken(share, factors.odds(i)));
    }
    items.add(item);
    broken++;
    seen++;
    settled = item;
    if (differing != null) {
      differing.broken(learns);
    }
    return warm && !learns && !isAlwaysBroken() ? judge(item) : null;
  }

  /** All of the reference breaks the rule, as a column without values does: no more can. */
  private boolean isAlwaysBroken() {
    return referenceTotal > 0 && referenceBroken >= referenceTotal;
  }

  private @Nullable Transition judge(long item) {
    if (status == Status.WARMING_UP) {
      status = Status.STABLE;
    }
    double all = total();
    if (all >= (status == Status.DRIFT ? levels.again() : levels.drift())) {
      return alarm(item);
    }
    boolean warns = status == Status.STABLE && all >= levels.warning();
    return warns ? warn(changePoint(), item) : null;
  }

  private double total() {
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

  private ChangePoint changePoint() {
    double share = share();
    return items.changePoint(since, after(share, factors.odds(leading())), share, dependence);
  }

  private @Nullable Transition alarm(long item) {
    ChangePoint change = changePoint();
    long brokenNow = items.countFrom(change.item());
    long now = item - change.item() + 1;
    BrokenRule rule = differing == null ? rule(brokenNow, now) : differing;
    Size size = size(rule, brokenNow, now);
    if (size == Size.UNSURE) {
      return status == Status.STABLE ? warn(change, item) : null;
    }
    differing = rule;
    Transition told =
        size == Size.SMALL ? small(change, item) : drift(rule, change, item, brokenNow, now);
    rule.began(brokenNow, now, told != null);
    long learnt = (long) Math.min(MOST_LEARNT, Math.ceil(LEARNT * dependence));
    compareWithStream(item + 1 + learnt);
    return told;
  }

  private Size size(BrokenRule rule, long brokenNow, long now) {
    if (status != Status.DRIFT) {
      return rule.size(brokenNow, now);
    }
    long learntBroken = broken - brokenNow;
    return rule.sizeAgain(learntBroken, seen - now - learntBroken, brokenNow, now);
  }

  /** What comes until then is learnt. */
  private void compareWithStream(long from) {
    broken = 0;
    seen = 0;
    restart(from);
  }

  private void restart(long from) {
    Arrays.fill(evidence, 0);
    since = from;
  }

  /** Returns how the rule was kept before an onset. */
  private BrokenRule rule(long brokenNow, long now) {
    long ofStream = broken - brokenNow;
    return BrokenRule.of(
        brokenBefore(ofStream, seen - now), keptBefore(ofStream, seen - now), dependence, least);
  }

  private Transition warn(ChangePoint change, long item) {
    long brokenNow = items.countFrom(change.item());
    long now = item - change.item() + 1;
    differing = rule(brokenNow, now);
    differing.began(brokenNow, now, true);
    return transition(Status.WARNING, change, item, null);
  }

  private @Nullable Transition small(ChangePoint change, long item) {
    return isKnown() ? null : transition(Status.SMALL, change, item, null);
  }

  private @Nullable Transition drift(
      BrokenRule rule, ChangePoint change, long item, long brokenNow, long now) {
    Incident incident =
        status == Status.DRIFT ? rule.repeat(brokenNow, now) : rule.begin(item, brokenNow, now);
    return incident == null ? null : transition(Status.DRIFT, change, item, incident);
  }

  /** At the end of a window all items count. */
  void endWindow(long item, boolean warm) {
    settle(item);
    if (warm && status == Status.WARMING_UP) {
      status = Status.STABLE;
    }
  }

  /** Returns whether the rule is known to be broken more often than before. */
  private boolean isKnown() {
    return status == Status.DRIFT || status == Status.SMALL;
  }

  /** Returns whether the rule is broken more often than before, or may be. */
  boolean isOff() {
    return differing != null;
  }

  /**
   * Ends what differs once the rule is broken as rarely as before. A WARNING ends, too, when hardly
   * any evidence is left. What was too small to matter is a DRIFT once it has grown.
   */
  @Nullable Transition recover(long item) {
    settle(item);
    BrokenRule rule = differing;
    if (rule == null) {
      return null;
    }
    boolean due = rule.isDue();
    if (due && status == Status.SMALL && rule.hasGrown()) {
      long first = item - rule.latest() + 1;
      ChangePoint change = new ChangePoint(first, first, first);
      return transition(Status.DRIFT, change, item, rule.beginOfLatest(item));
    }
    boolean over = due && rule.isOver();
    if (!over && !(status == Status.WARNING && total() < levels.clear())) {
      return null;
    }
    Incident ended = status == Status.DRIFT ? rule.end(item) : null;
    long judged = over ? rule.looked() : rule.sinceOnset();
    return becomeStable(item, effect(items.countFrom(item - judged + 1), judged), ended);
  }

  private Transition becomeStable(long item, Effect effect, @Nullable Incident ended) {
    if (isKnown()) {
      broken = 0;
      seen = 0;
    }
    differing = null;
    restart(item + 1);
    return transition(Status.STABLE, null, effect, ended);
  }

  private Transition transition(
      Status next, ChangePoint change, long item, @Nullable Incident incident) {
    long now = item - change.item() + 1;
    return transition(next, change, effect(items.countFrom(change.item()), now), incident);
  }

  private Transition transition(
      Status next, @Nullable ChangePoint change, Effect effect, @Nullable Incident incident) {
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
        change == null ? List.of() : items.latest(),
        incident);
  }

  /**
   * Returns how often the rule is broken since the onset; null while it is not known to be more
   * often than before.
   */
  @Nullable Effect effect() {
    BrokenRule rule = differing;
    return rule == null || status != Status.DRIFT || rule.sinceOnset() == 0
        ? null
        : effect(rule.brokenSinceOnset(), rule.sinceOnset());
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

  /** Returns the incident that holds; null while there is none. */
  @Nullable Incident incident() {
    return differing != null && status == Status.DRIFT ? differing.incident() : null;
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
    if (isAlwaysBroken()) {
      return List.of();
    }
    List<Hazard> hazards = overshoot.hazards(share(), factors, weight());
    return dependence > 1
        ? hazards.stream().map(hazard -> hazard.discounted(dependence)).toList()
        : hazards;
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
    StateFormat.write(out, new long[] {broken, seen, settled, since});
    out.writeUTF(status.name());
    out.writeBoolean(differing != null);
    if (differing != null) {
      differing.write(out);
    }
  }

  void read(DataInput in) throws IOException {
    StateFormat.readInto(in, evidence);
    items.read(in);
    long[] counts = new long[4];
    StateFormat.readInto(in, counts);
    broken = counts[0];
    seen = counts[1];
    settled = counts[2];
    since = counts[3];
    status = StateFormat.readEnum(in, Status.class);
    differing = in.readBoolean() ? BrokenRule.read(in, dependence, least) : null;
  }
}

package io.github.djlobservability.drift;

import io.github.djlobservability.drift.chart.ChangePoint;
import io.github.djlobservability.drift.chart.DriftShape;
import io.github.djlobservability.drift.chart.Effect;
import io.github.djlobservability.drift.chart.EffectSize;
import io.github.djlobservability.drift.chart.Levels;
import io.github.djlobservability.drift.chart.RuleCharts;
import io.github.djlobservability.drift.chart.bank.Overshoot;
import io.github.djlobservability.drift.chart.bank.RankAlternatives;
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
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Whether a rule of the schema is broken more often than in the reference.
 *
 * <p>{@link RuleCharts} with the odds of {@link OddsFactors#RULE} or {@link
 * OddsFactors#OFTEN_BROKEN} are brought up to date when an item breaks the rule, and at the end of
 * a window; while it is broken more often than before, with each item. As {@link DistributionCheck}
 * does with values, an alarm has the next items learnt, and the rule is watched for being broken
 * more often still; once it is kept as before, it is compared with the reference again.
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

  /** A new category: nothing else tells it before it has come often. */
  private static final double UNSEEN_WEIGHT = 0.1;

  private final Check check;
  private final RuleCharts.Reference reference;
  private final RuleCharts charts;
  private final double dependence;
  private final MinEffect least;

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
    this.dependence = dependence;
    boolean counted = check == Check.MISSING || check == Check.WRONG_TYPE;
    reference = new RuleCharts.Reference(referenceBroken, referenceTotal, counted);
    charts =
        new RuleCharts(
            reference,
            isSometimesMissing() ? OddsFactors.OFTEN_BROKEN : OddsFactors.RULE,
            dependence);
  }

  private boolean isSometimesMissing() {
    return check == Check.MISSING && reference.broken() >= SOMETIMES;
  }

  /** Share of a feature's alarms that the rule is given. */
  double weight() {
    return switch (check) {
      case MISSING -> isSometimesMissing() ? SOMETIMES_MISSING_WEIGHT : MISSING_WEIGHT;
      case UNSEEN_CATEGORY -> UNSEEN_WEIGHT;
      default -> WEIGHT;
    };
  }

  /** Brings the charts up to date with the items up to one that all kept the rule. */
  private void settle(long item) {
    long all = charts.unsettled(item);
    long learnt = charts.settle(item);
    if (differing != null && all > 0) {
      differing.kept(all, learnt);
    }
  }

  /** Takes in an item that breaks the rule and changes the status if the evidence says so. */
  @Nullable Transition hit(long item, boolean warm) {
    settle(item - 1);
    boolean learns = charts.broken(item);
    if (differing != null) {
      differing.broken(learns);
    }
    // Where all of the reference breaks the rule no more can.
    return warm && !learns && !reference.isAlwaysBroken() ? judge(item) : null;
  }

  private @Nullable Transition judge(long item) {
    if (status == Status.WARMING_UP) {
      status = Status.STABLE;
    }
    double all = charts.total();
    if (all >= (status == Status.DRIFT ? levels.again() : levels.drift())) {
      return alarm(item);
    }
    boolean warns = status == Status.STABLE && all >= levels.warning();
    return warns ? warn(charts.sinceOnset(item)) : null;
  }

  private @Nullable Transition alarm(long item) {
    RuleCharts.Since onset = charts.sinceOnset(item);
    BrokenRule rule = differing == null ? rule(onset) : differing;
    Size size = size(rule, onset);
    if (size == Size.UNSURE) {
      return status == Status.STABLE ? warn(onset) : null;
    }
    differing = rule;
    Transition told = size == Size.SMALL ? small(onset) : drift(rule, onset, item);
    rule.began(onset.broken(), onset.seen(), told != null);
    charts.compareWithStream(item + 1 + LearntItems.independent(dependence));
    return told;
  }

  private Size size(BrokenRule rule, RuleCharts.Since onset) {
    if (status != Status.DRIFT) {
      return rule.size(onset.broken(), onset.seen());
    }
    return rule.sizeAgain(
        (long) charts.brokenBefore(onset),
        (long) charts.keptBefore(onset),
        onset.broken(),
        onset.seen());
  }

  /** Returns how the rule was kept before an onset. */
  private BrokenRule rule(RuleCharts.Since onset) {
    return BrokenRule.of(charts.brokenBefore(onset), charts.keptBefore(onset), dependence, least);
  }

  private Transition warn(RuleCharts.Since onset) {
    differing = rule(onset);
    differing.began(onset.broken(), onset.seen(), true);
    return transition(Status.WARNING, onset, null);
  }

  private @Nullable Transition small(RuleCharts.Since onset) {
    return isKnown() ? null : transition(Status.SMALL, onset, null);
  }

  private @Nullable Transition drift(BrokenRule rule, RuleCharts.Since onset, long item) {
    Incident incident =
        status == Status.DRIFT
            ? rule.repeat(onset.broken(), onset.seen())
            : rule.begin(item, onset.broken(), onset.seen());
    return incident == null ? null : transition(Status.DRIFT, onset, incident);
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
      return transition(Status.DRIFT, charts.since(change, item), rule.beginOfLatest(item));
    }
    boolean over = due && rule.isOver();
    if (!over && !(status == Status.WARNING && charts.total() < levels.clear())) {
      return null;
    }
    Incident ended = status == Status.DRIFT ? rule.end(item) : null;
    long judged = over ? rule.looked() : rule.sinceOnset();
    return becomeStable(item, effect(charts.countFrom(item - judged + 1), judged), ended);
  }

  private Transition becomeStable(long item, Effect effect, @Nullable Incident ended) {
    differing = null;
    charts.compareWithReference(item + 1);
    return transition(Status.STABLE, null, effect, ended);
  }

  private Transition transition(Status next, RuleCharts.Since onset, @Nullable Incident incident) {
    return transition(next, onset.change(), effect(onset.broken(), onset.seen()), incident);
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
        change == null ? List.of() : charts.latest(),
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
    return EffectSize.shares(rule, reference.share(), (double) brokenNow / seenNow);
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
    return Math.log(Math.max(1, charts.total()));
  }

  double threshold() {
    return Math.log(levels.drift());
  }

  /** Returns the part of each chart in the rate of false alarms. */
  List<Hazard> hazards(Overshoot overshoot) {
    return reference.isAlwaysBroken() ? List.of() : charts.hazards(overshoot, weight());
  }

  /** The level has changed by a factor; the evidence keeps its share of it. */
  void scale(double factor) {
    charts.scale(factor);
  }

  void write(DataOutput out) throws IOException {
    charts.write(out);
    out.writeUTF(status.name());
    out.writeBoolean(differing != null);
    if (differing != null) {
      differing.write(out);
    }
  }

  void read(DataInput in) throws IOException {
    charts.read(in);
    status = StateFormat.readEnum(in, Status.class);
    charts.goOn(isKnown());
    differing = in.readBoolean() ? BrokenRule.read(in, dependence, least) : null;
  }
}

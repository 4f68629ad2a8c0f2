package io.github.djlobservability.drift;

import io.github.djlobservability.drift.chart.Alarm;
import io.github.djlobservability.drift.chart.ChangeCharts;
import io.github.djlobservability.drift.chart.ChangePoint;
import io.github.djlobservability.drift.chart.DriftShape;
import io.github.djlobservability.drift.chart.Effect;
import io.github.djlobservability.drift.chart.Levels;
import io.github.djlobservability.drift.chart.RecentRoom;
import io.github.djlobservability.drift.chart.bank.Overshoot;
import io.github.djlobservability.drift.chart.bank.RankTables;
import io.github.djlobservability.drift.incident.Differing;
import io.github.djlobservability.drift.incident.Incident;
import io.github.djlobservability.drift.incident.ReferenceBins;
import io.github.djlobservability.drift.incident.Size;
import io.github.djlobservability.drift.reference.DriftKind;
import io.github.djlobservability.drift.reference.FeatureReference;
import io.github.djlobservability.drift.reference.Hazard;
import io.github.djlobservability.state.StateFormat;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whether a feature's values are still distributed as before.
 *
 * <p>After an alarm the next values are collected and, once there are enough, taken for the new
 * "before", so that a further change is found although the feature differs from the reference for
 * good. The status stays DRIFT, or SMALL where the change is too small to matter, until the values
 * agree with the reference again; then they are compared with it, too.
 *
 * <p>Not thread-safe.
 */
final class DistributionCheck {

  /** While the size of a change is not sure, it is looked at when there are as many more items. */
  private static final int LOOKS = 8;

  /** How the latest values differ is measured when there are as many more, or half as many. */
  private static final int MOST_UNMEASURED = 500;

  /** How much more evidence a warning needs that told nothing. */
  private static final double MORE = 1.25;

  /**
   * Evidence that tells nothing grew with the number of items only. It is not forgotten: the next
   * item that tells something may be an alarm, as one would have been by now.
   */
  private static final double WAIT = 0.5;

  private final FeatureReference reference;
  private final ChangeCharts charts;
  private final Differing differing;
  private final int learningSize;

  private Status status = Status.WARMING_UP;
  private DriftKind kind;
  private Levels levels = Levels.UNREACHED;
  private Alarm alarm = Alarm.NONE;

  /** Values collected since an alarm; null when not learning. */
  private double @Nullable [] learning;

  private int learned;

  /** The last alarm's shape as known now, to be told; null if there is nothing to tell. */
  private @Nullable DriftShape shape;

  /** Whether the last alarm was told. */
  private boolean told;

  /** An alarm whose size is not sure is looked at from this item on. */
  private long lookAt;

  /** How the values differ, as measured last; null where that is to be measured. */
  private @Nullable Effect latest;

  /** It is measured again from this item on. */
  private long measureAt;

  /** Evidence from which a warning is looked at again; the last time it told nothing. */
  private double warnFrom;

  DistributionCheck(
      FeatureReference reference,
      ReferenceBins bins,
      MonitorSettings settings,
      RankTables tables,
      RecentRoom.Column room) {
    this.reference = reference;
    this.kind = reference.kind();
    this.charts = new ChangeCharts(reference, settings.seed(), tables, room);
    this.differing = new Differing(reference, bins, settings.minEffect(), room);
    double window = settings.window().items() * reference.alarmShare().share();
    this.learningSize = LearntItems.ofWindow(window);
    if (reference.valueCount() == 0) {
      learning = new double[learningSize]; // nothing to compare with yet
    }
  }

  /**
   * Takes in a value: a number, or the index of a category.
   *
   * @param cell the value's in the reference
   * @param bin of that cell
   */
  void update(long item, double value, int cell, int bin) {
    differing.add(item, bin, isOff());
    if (learning == null) {
      charts.update(item, value, cell);
    } else {
      charts.note(item, value, cell);
      if (isOff()) {
        differing.learn(bin, told);
      }
      learn(item, value, learning);
    }
  }

  /** Whether the values are known to differ from the reference. */
  private boolean isOff() {
    return status == Status.DRIFT || status == Status.SMALL;
  }

  /** The item has no value. */
  void skip(long item) {
    charts.skip(item);
    differing.skip(item);
  }

  private void learn(long item, double value, double[] values) {
    values[learned++] = value;
    if (learned == values.length) {
      shape =
          status == Status.DRIFT && told
              ? charts.shape(alarm.chart(), alarm.change().item(), item)
              : null;
      learning = null;
      charts.compareWith(values, item + 1);
    }
  }

  /** Returns whether the evidence may call for {@link #judge}. */
  boolean isDue(long item) {
    double evidence = charts.evidence();
    if (status == Status.STABLE && evidence < levels.warning() && shape == null) {
      return false; // as nearly always
    }
    return (evidence >= alarmLevel() && item >= lookAt)
        || shape != null
        || switch (status) {
          case WARMING_UP -> true;
          case STABLE -> evidence >= Math.max(warnFrom, levels.warning());
          case WARNING -> evidence < levels.clear();
          case SMALL, DRIFT -> false;
        };
  }

  private double alarmLevel() {
    return status == Status.DRIFT && reference.kind() != DriftKind.CONCEPT
        ? levels.again()
        : levels.drift();
  }

  /** Changes the status if the evidence says so; null if it does not. */
  @Nullable Transition judge(long item, boolean warm) {
    if (!warm) {
      return null;
    }
    if (status == Status.WARMING_UP) {
      status = Status.STABLE;
    }
    boolean drifts = charts.evidence() >= alarmLevel() && item >= lookAt;
    double warning = Math.max(warnFrom, levels.warning());
    if (drifts || (status == Status.STABLE && charts.evidence() >= warning)) {
      ChangePoint change = charts.changePoint(item);
      if (charts.tellsNothing(change, item)) {
        warnFrom = drifts ? 0 : MORE * charts.evidence();
        if (drifts) {
          charts.scale(WAIT);
        }
        return null;
      }
      warnFrom = 0;
      return drifts ? alarm(change, item) : warn(change, item);
    }
    if (shape != null) {
      return tellShape(item, shape);
    }
    boolean fades = status == Status.WARNING && charts.evidence() < levels.clear();
    return fades ? becomeStable(item, null) : null;
  }

  private DriftKind kind(ChangePoint change) {
    boolean input = reference.kind() == DriftKind.DATA;
    return input && change.earliest() <= 1 ? DriftKind.SKEW : reference.kind();
  }

  private @Nullable Transition alarm(ChangePoint change, long item) {
    int chart = charts.leading();
    long[] since = differing.since(change.item(), item);
    boolean all = item - change.item() + 1 >= Differing.MOST_ITEMS;
    Size size = differing.size(since, charts.category(chart), status == Status.DRIFT, all);
    if (size == Size.UNSURE) {
      lookAt = item + Math.max(1, (item - change.item()) / LOOKS);
      return status == Status.STABLE ? warn(change, item) : null;
    }
    Alarm next = new Alarm(change, chart, statistic(), charts.shape(chart, change.item(), item));
    Transition transition = size == Size.SMALL ? small(next, item) : drift(next, item, since);
    told = transition != null;
    long wanted = Math.max(learningSize, 2 * (item - change.item() + 1));
    differing.began(since, wanted, told);
    learning = new double[learningSize];
    learned = 0;
    shape = null;
    charts.restart(item + 1);
    return transition;
  }

  /** A change that is sure, and too small to matter; told once. */
  private @Nullable Transition small(Alarm next, long item) {
    if (isOff()) {
      return null;
    }
    alarm = next;
    kind = kind(next.change());
    return tellAlarm(Status.SMALL, item, null);
  }

  private @Nullable Transition drift(Alarm next, long item, long[] since) {
    Incident incident =
        status == Status.DRIFT
            ? differing.repeat(since, reference.kind() == DriftKind.CONCEPT)
            : differing.begin(item, since);
    if (incident == null) {
      return null;
    }
    alarm = next;
    kind = kind(next.change());
    return tellAlarm(Status.DRIFT, item, incident);
  }

  /** Once more the last alarm, if the items since have shown that it was not as it seemed. */
  private @Nullable Transition tellShape(long item, DriftShape known) {
    shape = null;
    if (known == alarm.shape() || known == DriftShape.SUDDEN) {
      return null;
    }
    alarm = alarm.withShape(known);
    // By now the values since are what is compared with: against them nothing has changed.
    Effect effect = charts.effectOnReference(alarm.chart(), alarm.change().item(), item);
    return tellAlarm(Status.DRIFT, item, differing.incident(), effect);
  }

  private Transition tellAlarm(Status next, long item, @Nullable Incident incident) {
    Effect effect = charts.effect(alarm.chart(), alarm.change().item(), item);
    return tellAlarm(next, item, incident, effect);
  }

  private Transition tellAlarm(Status next, long item, @Nullable Incident incident, Effect effect) {
    latest = null;
    Transition transition =
        new Transition(
            Check.DISTRIBUTION,
            kind,
            status,
            next,
            next == Status.DRIFT ? alarm.shape() : null,
            alarm.change(),
            alarm.statistic(),
            threshold(),
            effect,
            charts.strongest(alarm.chart(), alarm.change().item(), item),
            incident);
    status = next;
    return transition;
  }

  private Transition warn(ChangePoint change, long item) {
    kind = kind(change);
    int chart = charts.leading();
    Effect effect = charts.effect(chart, change.item(), item);
    List<Long> items = charts.strongest(chart, change.item(), item);
    return become(Status.WARNING, change, effect, items, null);
  }

  private Transition becomeStable(long item, @Nullable Incident incident) {
    return becomeStable(item, learningSize, incident);
  }

  /**
   * @param items the latest, which agree with the reference
   */
  private Transition becomeStable(long item, long items, @Nullable Incident incident) {
    Effect effect = charts.effectOnReference(charts.leading(), item - items + 1, item);
    return become(Status.STABLE, null, effect, List.of(), incident);
  }

  private Transition become(
      Status next,
      @Nullable ChangePoint change,
      Effect effect,
      List<Long> items,
      @Nullable Incident incident) {
    Status previous = status;
    status = next;
    return new Transition(
        Check.DISTRIBUTION,
        kind,
        previous,
        next,
        null,
        change,
        statistic(),
        threshold(),
        effect,
        items,
        incident);
  }

  /** Returns whether the values may be the reference's again, which {@link #recover} looks at. */
  boolean mayBeBack() {
    return isOff() && reference.valueCount() > 0 && differing.isDue();
  }

  /**
   * Ends a DRIFT, or a change that was too small to matter, when the values since the alarm agree
   * with the reference; makes a DRIFT of one that has grown. Null if neither.
   */
  @Nullable Transition recover(long item) {
    boolean grown = status == Status.SMALL && differing.hasGrown(charts.category(alarm.chart()));
    if (grown) {
      Incident incident = differing.beginOfLatest(item);
      alarm = alarm.notBefore(item - Differing.MOST_ITEMS + 1);
      return tellAlarm(Status.DRIFT, item, incident);
    }
    if (!differing.isOver()) {
      return null;
    }
    Incident ended = status == Status.DRIFT ? differing.end(item) : null;
    Transition transition = becomeStable(item, differing.looked(), ended);
    learning = null;
    shape = null;
    charts.compareWithReference(item + 1);
    return transition;
  }

  /** The level has changed by a factor; the evidence keeps its share of it. */
  void scale(double factor) {
    charts.scale(factor);
  }

  void setLevels(Levels levels) {
    this.levels = levels;
  }

  Status status() {
    return status;
  }

  DriftKind kind() {
    return kind;
  }

  /** Returns the incident that holds; null while there is none. */
  @Nullable Incident incident() {
    return status == Status.DRIFT ? differing.incident() : null;
  }

  /**
   * Returns how the latest values since the onset differ from the reference; null while they are
   * not known to.
   */
  @Nullable Effect effect(long item) {
    if (!isOff() || reference.valueCount() == 0) {
      return null;
    }
    if (latest == null || item >= measureAt) {
      long onset = alarm.change().item();
      latest = charts.effectOnReference(alarm.chart(), onset, item);
      measureAt = item + Math.min(MOST_UNMEASURED, (item - onset) / 2);
    }
    return latest;
  }

  /** Returns whether an alarm was told of more of a category, which goes on. */
  boolean tellsOfMore(int category, long item) {
    Effect effect = effect(item);
    return effect != null
        && charts.category(alarm.chart()) == category
        && effect.current() > effect.reference();
  }

  /** Returns the part of each chart in the model's rate of false alarms. */
  List<Hazard> hazards(Overshoot overshoot) {
    return charts.hazards(overshoot);
  }

  /** Logarithm of the evidence, at least 0. */
  double statistic() {
    return Math.log(Math.max(1, charts.evidence()));
  }

  /** Logarithm of the evidence that is DRIFT. */
  double threshold() {
    return Math.log(levels.drift());
  }

  void write(DataOutput out) throws IOException {
    charts.write(out);
    out.writeUTF(status.name());
    out.writeUTF(kind.name());
    alarm.write(out);
    StateFormat.write(out, learning == null ? new double[0] : learning);
    out.writeInt(learned);
    out.writeBoolean(told);
    out.writeLong(lookAt);
    differing.write(out);
  }

  void read(DataInput in) throws IOException {
    charts.read(in);
    status = StateFormat.readEnum(in, Status.class);
    kind = StateFormat.readEnum(in, DriftKind.class);
    alarm = Alarm.read(in);
    double[] values = StateFormat.readDoubles(in, learningSize);
    learning = values.length == 0 ? null : values;
    learned = StateFormat.size(in, 0, learningSize);
    told = in.readBoolean();
    lookAt = in.readLong();
    differing.read(in);
  }
}

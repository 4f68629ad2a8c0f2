package io.github.djlobservability.drift;

import io.github.djlobservability.drift.chart.Alarm;
import io.github.djlobservability.drift.chart.ChangeCharts;
import io.github.djlobservability.drift.chart.ChangePoint;
import io.github.djlobservability.drift.chart.DriftShape;
import io.github.djlobservability.drift.chart.Effect;
import io.github.djlobservability.drift.chart.Levels;
import io.github.djlobservability.drift.chart.Overshoot;
import io.github.djlobservability.drift.chart.RankTables;
import io.github.djlobservability.drift.reference.DriftKind;
import io.github.djlobservability.drift.reference.FeatureReference;
import io.github.djlobservability.drift.reference.Hazard;
import io.github.djlobservability.state.StateFormat;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whether a feature's values are still distributed as before.
 *
 * <p>After an alarm the next values are collected and, once there are enough, taken for the new
 * "before", so that a further change is found although the feature differs from the reference for
 * good. The status stays DRIFT until the values agree with the reference again; then they are
 * compared with it, too.
 *
 * <p>Not thread-safe.
 */
final class DistributionCheck {

  private static final int MIN_LEARNING = 100;
  private static final int MAX_LEARNING = 1_000;

  private final FeatureReference reference;
  private final ReferenceBins bins;
  private final ChangeCharts charts;
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

  /** ReferenceBins of the latest values since the alarm, while in DRIFT. */
  private final long[] sinceAlarm;

  /** ReferenceBins of the values since the alarm before those. */
  private final long[] drifted;

  private long recoverySize;

  DistributionCheck(
      FeatureReference reference, ReferenceBins bins, MonitorSettings settings, RankTables tables) {
    this.reference = reference;
    this.bins = bins;
    this.kind = reference.kind();
    this.charts = new ChangeCharts(reference, settings.seed(), tables);
    double window = settings.window().items() * reference.alarmShare().share();
    this.learningSize = (int) Math.max(MIN_LEARNING, Math.min(MAX_LEARNING, window));
    this.sinceAlarm = new long[bins.size()];
    this.drifted = new long[bins.size()];
    if (reference.valueCount() == 0) {
      learning = new double[learningSize]; // nothing to compare with yet
    }
  }

  /** Takes in a value: a number, or the index of a category; and its cell in the reference. */
  void update(long item, double value, int referenceCell) {
    if (status == Status.DRIFT) {
      sinceAlarm[bins.bin(referenceCell)]++;
    }
    if (learning == null) {
      charts.update(item, value, referenceCell);
    } else {
      charts.note(item, value, referenceCell);
      learn(item, value, learning);
    }
  }

  /** The item has no value. */
  void skip(long item) {
    charts.skip(item);
  }

  private void learn(long item, double value, double[] values) {
    values[learned++] = value;
    if (learned == values.length) {
      shape =
          status == Status.DRIFT ? charts.shape(alarm.chart(), alarm.change().item(), item) : null;
      learning = null;
      charts.compareWith(values, item + 1);
    }
  }

  /** Returns whether the evidence may call for {@link #judge}. */
  boolean isDue() {
    double evidence = charts.evidence();
    return evidence >= levels.drift()
        || shape != null
        || switch (status) {
          case WARMING_UP -> true;
          case STABLE -> evidence >= levels.warning();
          case WARNING -> evidence < levels.clear();
          case DRIFT -> false;
        };
  }

  /** Changes the status if the evidence says so; null if it does not. */
  @Nullable Transition judge(long item, boolean warm) {
    if (!warm) {
      return null;
    }
    if (status == Status.WARMING_UP) {
      status = Status.STABLE;
    }
    boolean drifts = charts.evidence() >= levels.drift();
    if (drifts || (status == Status.STABLE && charts.evidence() >= levels.warning())) {
      ChangePoint change = charts.changePoint(item);
      if (charts.isOfTies(change, item)) {
        charts.restart(item + 1);
        return null;
      }
      kind = kind(change);
      return drifts ? alarm(change, item) : warn(change, item);
    }
    if (shape != null) {
      return tellShape(item, shape);
    }
    boolean fades = status == Status.WARNING && charts.evidence() < levels.clear();
    return fades ? becomeStable(item) : null;
  }

  private DriftKind kind(ChangePoint change) {
    boolean input = reference.kind() == DriftKind.DATA;
    return input && change.earliest() <= 1 ? DriftKind.SKEW : reference.kind();
  }

  private Transition alarm(ChangePoint change, long item) {
    int chart = charts.leading();
    DriftShape seen = charts.shape(chart, change.item(), item);
    alarm = new Alarm(change, chart, statistic(), seen);
    Transition transition = tellAlarm(item);
    recoverySize = Math.max(learningSize, 2 * (item - change.item() + 1));
    Arrays.fill(sinceAlarm, 0);
    Arrays.fill(drifted, 0);
    learning = new double[learningSize];
    learned = 0;
    shape = null;
    charts.restart(item + 1);
    return transition;
  }

  /** Once more the last alarm, if the items since have shown that it was not as it seemed. */
  private @Nullable Transition tellShape(long item, DriftShape known) {
    shape = null;
    if (known == alarm.shape() || known == DriftShape.SUDDEN) {
      return null;
    }
    alarm = alarm.withShape(known);
    return tellAlarm(item);
  }

  private Transition tellAlarm(long item) {
    long from = alarm.change().item();
    Transition transition =
        new Transition(
            Check.DISTRIBUTION,
            kind,
            status,
            Status.DRIFT,
            alarm.shape(),
            alarm.change(),
            alarm.statistic(),
            threshold(),
            charts.effect(alarm.chart(), from, item),
            charts.strongest(alarm.chart(), from, item));
    status = Status.DRIFT;
    return transition;
  }

  private Transition warn(ChangePoint change, long item) {
    int chart = charts.leading();
    Effect effect = charts.effect(chart, change.item(), item);
    List<Long> items = charts.strongest(chart, change.item(), item);
    return become(Status.WARNING, change, effect, items);
  }

  private Transition becomeStable(long item) {
    Effect effect = charts.effectOnReference(charts.leading(), item - learningSize + 1, item);
    return become(Status.STABLE, null, effect, List.of());
  }

  private Transition become(
      Status next, @Nullable ChangePoint change, Effect effect, List<Long> items) {
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
        items);
  }

  /** Ends a DRIFT when the values since the alarm agree with the reference; null if they don't. */
  @Nullable Transition recover(long item) {
    long count = Arrays.stream(sinceAlarm).sum();
    if (status != Status.DRIFT || count < recoverySize || reference.valueCount() == 0) {
      return null;
    }
    boolean recovered = new Recovery(bins, reference.dependence()).isIn(sinceAlarm, drifted);
    for (int bin = 0; bin < drifted.length; bin++) {
      drifted[bin] += sinceAlarm[bin];
    }
    Arrays.fill(sinceAlarm, 0);
    if (!recovered) {
      return null;
    }
    Transition transition = becomeStable(item);
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
    StateFormat.write(out, sinceAlarm);
    StateFormat.write(out, drifted);
    out.writeLong(recoverySize);
  }

  void read(DataInput in) throws IOException {
    charts.read(in);
    status = StateFormat.readEnum(in, Status.class);
    kind = StateFormat.readEnum(in, DriftKind.class);
    alarm = Alarm.read(in);
    double[] values = StateFormat.readDoubles(in, learningSize);
    learning = values.length == 0 ? null : values;
    learned = StateFormat.size(in, 0, learningSize);
    StateFormat.readInto(in, sinceAlarm);
    StateFormat.readInto(in, drifted);
    recoverySize = in.readLong();
  }
}

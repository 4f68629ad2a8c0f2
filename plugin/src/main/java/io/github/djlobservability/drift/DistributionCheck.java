package io.github.djlobservability.drift;

import io.github.djlobservability.drift.detector.Status;
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
 * <p>Not thread-safe. Memory: about 40 kB for a number, 15 kB for categories.
 */
final class DistributionCheck {

  private static final double AGREES = 0.01;
  private static final long NEVER = 0;
  private static final int MIN_LEARNING = 100;
  private static final int MAX_LEARNING = 1_000;

  private final FeatureReference reference;
  private final Bins bins;
  private final int learningSize;
  private final long seed;
  private final RecentRanks recentRanks = new RecentRanks();
  private final RecentValues recentValues = new RecentValues();
  private final RankTables tables;
  private final LikelihoodBank bank;
  private final @Nullable RankBank rankBank;
  private final @Nullable CategoryBank categoryBank;
  private double dependence;

  private Accepted accepted;

  /** Whether the cells of what is accepted are the reference's. */
  private boolean isReference;

  private SequentialRanks ranks;
  private double evidence;

  /** First item that the charts have seen since they were last restarted. */
  private long since = 1;

  private Status status = Status.WARMING_UP;
  private DriftKind kind;
  private Levels levels = Levels.UNREACHED;

  /** Values collected since an alarm; null when not learning. */
  private double @Nullable [] learning;

  private int learned;

  /** Bins of the values since the alarm, while in DRIFT. */
  private final long[] sinceAlarm;

  private long recoverySize = NEVER;

  // What the last alarm was; the shape is looked at again when there are more items.
  private ChangePoint alarm = new ChangePoint(1, 1, 1);
  private int alarmChart;
  private double alarmStatistic;
  private DriftShape alarmShape = DriftShape.SUDDEN;

  /** The last alarm's shape as known now, to be told; null if there is nothing to tell. */
  private @Nullable DriftShape shape;

  DistributionCheck(
      FeatureReference reference, Bins bins, MonitorSettings settings, RankTables tables) {
    this.reference = reference;
    this.bins = bins;
    this.kind = reference.kind();
    this.learningSize = Math.max(MIN_LEARNING, Math.min(MAX_LEARNING, settings.windowSize()));
    this.seed = UniformNoise.seed(settings.seed(), reference.name());
    this.sinceAlarm = new long[bins.size()];
    this.tables = tables;
    if (reference.isNumeric()) {
      rankBank = new RankBank(tables.of(1));
      categoryBank = null;
      bank = rankBank;
    } else {
      rankBank = null;
      categoryBank = new CategoryBank(reference.counts().length, reference.oddsFactors());
      bank = categoryBank;
    }
    discount(reference.dependence());
    accepted = Accepted.of(reference);
    ranks = new SequentialRanks(accepted.counts());
    compareWith(accepted, 1);
    if (reference.valueCount() == 0) {
      learning = new double[learningSize]; // nothing to compare with yet
    }
  }

  /** Takes so many items for one independent item. */
  private void discount(double factor) {
    dependence = factor;
    if (rankBank != null) {
      rankBank.use(tables.of(factor));
    }
    if (categoryBank != null) {
      categoryBank.discount(factor);
    }
  }

  private void compareWith(Accepted past, long from) {
    accepted = past;
    isReference = past.cells() == reference.cells();
    ranks = new SequentialRanks(past.counts());
    restart(from);
    if (categoryBank != null) {
      categoryBank.refresh(ranks);
    }
  }

  private void restart(long from) {
    bank.restart();
    evidence = 0;
    since = from;
  }

  /** Takes in a value: a number, or the index of a category. Returns the evidence. */
  double update(long item, double value, int referenceCell) {
    recentValues.put(item, value);
    // Most of the time the past is the reference's, and its cell is known.
    int cell = isReference ? referenceCell : accepted.cell(value);
    double noise = UniformNoise.at(seed, item);
    if (learning != null) {
      recentRanks.put(item, ranks.peek(cell, noise));
      learn(item, value);
      return evidence;
    }
    if (categoryBank != null) {
      categoryBank.refreshIfDue(ranks);
    }
    double rank = ranks.next(cell, noise);
    recentRanks.put(item, rank);
    evidence = bank.update(rank);
    return evidence;
  }

  /** The item has no value. */
  void skip(long item) {
    recentRanks.putAbsent(item);
    recentValues.put(item, Double.NaN);
  }

  private void learn(long item, double value) {
    double[] values = learning;
    if (values == null) {
      return;
    }
    values[learned++] = value;
    if (learned == values.length) {
      shape = status == Status.DRIFT ? shape(item) : null;
      learning = null;
      learned = 0;
      discount(Math.max(reference.dependence(), dependence(values)));
      compareWith(
          reference.isNumeric()
              ? Accepted.ofNumbers(values)
              : Accepted.ofCategories(values, sinceAlarm.length),
          item + 1);
    }
  }

  /** The shape of the change that the last alarm was for, with all items up to one. */
  private DriftShape shape(long item) {
    return ChangeShape.of(bank, alarmChart, recentRanks, alarm.item(), item);
  }

  /** Of values that followed each other. */
  private double dependence(double[] values) {
    long[] positions = Dependence.consecutive(values.length);
    return reference.isNumeric()
        ? Dependence.ofNumbers(values, positions)
        : Dependence.ofCells(values, sinceAlarm.length, positions);
  }

  /** Whether the evidence may call for {@link #judge}. */
  boolean isDue() {
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
    boolean warns = status == Status.STABLE && evidence >= levels.warning();
    if (evidence >= levels.drift() || warns) {
      ChangePoint change = ChangePoint.find(bank, recentRanks, since, item);
      if (isOfTies(change, item)) {
        restart(item + 1);
        return null;
      }
      return evidence >= levels.drift() ? alarm(change, item) : warn(change, item);
    }
    if (shape != null) {
      return tellShape(item, shape);
    }
    if (status == Status.WARNING && evidence < levels.clear()) {
      return becomeStable(item);
    }
    return null;
  }

  private boolean isOfTies(ChangePoint change, long item) {
    return rankBank != null
        && !new TieCheck(bank, ranks, accepted)
            .isOfValues(recentRanks, recentValues, change.item(), item);
  }

  private Transition alarm(ChangePoint change, long item) {
    alarm = change;
    alarmChart = bank.leading();
    alarmStatistic = statistic();
    alarmShape = shape(item);
    kind = kind(alarm);
    Transition transition = transition(item, Status.DRIFT, alarmShape, alarm);
    recoverySize = Math.max(learningSize, 2 * (item - alarm.item() + 1));
    Arrays.fill(sinceAlarm, 0);
    learning = new double[learningSize];
    learned = 0;
    shape = null;
    restart(item + 1);
    return transition;
  }

  /** Once more the last alarm, if the items since have shown that it was not as it seemed. */
  private @Nullable Transition tellShape(long item, DriftShape known) {
    shape = null;
    if (known == alarmShape || known == DriftShape.SUDDEN) {
      return null;
    }
    alarmShape = known;
    return transition(item, Status.DRIFT, known, alarm);
  }

  private DriftKind kind(ChangePoint change) {
    boolean input = reference.kind() == DriftKind.DATA;
    return input && change.earliest() <= 1 ? DriftKind.SKEW : reference.kind();
  }

  private Transition warn(ChangePoint change, long item) {
    kind = kind(change);
    return transition(item, Status.WARNING, null, change);
  }

  private Transition becomeStable(long item) {
    return transition(item, Status.STABLE, null, null);
  }

  private Transition transition(
      long item, Status next, @Nullable DriftShape form, @Nullable ChangePoint change) {
    long from = change == null ? item - learningSize + 1 : change.item();
    int chart = next == Status.DRIFT ? alarmChart : bank.leading();
    Effect effect =
        new EffectSize(reference, next == Status.STABLE ? Accepted.of(reference) : accepted)
            .of(bank.alternative(chart), recentValues.present(from, item));
    List<Long> items =
        change == null
            ? List.of()
            : StrongestItems.find(bank, chart, recentRanks, change.item(), item);
    Status previous = status;
    status = next;
    return new Transition(
        Check.DISTRIBUTION,
        kind,
        previous,
        next,
        form,
        change,
        next == Status.DRIFT ? alarmStatistic : statistic(),
        threshold(),
        effect,
        items);
  }

  /** Counts a value for the return to STABLE; the bin is the reference's. */
  void countSinceAlarm(int bin) {
    sinceAlarm[bin]++;
  }

  /** Ends a DRIFT when the values since the alarm agree with the reference; null if they don't. */
  @Nullable Transition recover(long item) {
    long count = Arrays.stream(sinceAlarm).sum();
    if (status != Status.DRIFT || count < recoverySize || reference.valueCount() == 0) {
      return null;
    }
    boolean agrees =
        new BinnedComparison(bins, sinceAlarm).pValue(reference.dependence()) >= AGREES;
    Arrays.fill(sinceAlarm, 0);
    if (!agrees) {
      return null;
    }
    Transition transition = becomeStable(item);
    learning = null;
    learned = 0;
    shape = null;
    discount(reference.dependence());
    compareWith(Accepted.of(reference), item + 1);
    return transition;
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

  /** What the charts add to the model's rate of false alarms. */
  void addHazards(List<Hazard> hazards, Overshoot overshoot) {
    for (int chart = 0; chart < bank.size(); chart++) {
      if (categoryBank == null) {
        Alternative alternative = bank.alternative(chart);
        double information = alternative.information();
        hazards.add(
            new Hazard(alternative.weight(), information, Hazard.normalOvershoot(information)));
      } else {
        hazards.add(categoryBank.hazard(chart, overshoot));
      }
    }
  }

  /** Logarithm of the evidence, at least 0. */
  double statistic() {
    return Math.log(Math.max(1, evidence));
  }

  /** Logarithm of the evidence that is DRIFT. */
  double threshold() {
    return Math.log(levels.drift());
  }

  void write(DataOutput out) throws IOException {
    recentRanks.write(out);
    recentValues.write(out);
    out.writeBoolean(isReference);
    accepted.write(out);
    ranks.write(out);
    out.writeDouble(dependence);
    bank.write(out);
    out.writeDouble(evidence);
    out.writeLong(since);
    out.writeUTF(status.name());
    out.writeUTF(kind.name());
    StateFormat.write(out, learning == null ? new double[0] : learning);
    out.writeInt(learned);
    StateFormat.write(out, sinceAlarm);
    out.writeLong(recoverySize);
    StateFormat.write(out, new long[] {alarm.item(), alarm.earliest(), alarm.latest(), alarmChart});
    out.writeDouble(alarmStatistic);
    out.writeUTF(alarmShape.name());
  }

  void read(DataInput in) throws IOException {
    recentRanks.read(in);
    recentValues.read(in);
    isReference = in.readBoolean();
    accepted = Accepted.read(in, reference.isNumeric(), reference.counts().length);
    ranks = SequentialRanks.read(in, accepted.counts().length);
    discount(in.readDouble());
    bank.read(in);
    evidence = in.readDouble();
    since = in.readLong();
    status = StateFormat.readEnum(in, Status.class);
    kind = StateFormat.readEnum(in, DriftKind.class);
    double[] values = StateFormat.readDoubles(in, learningSize);
    learning = values.length == 0 ? null : values;
    learned = StateFormat.size(in, 0, values.length);
    StateFormat.readInto(in, sinceAlarm);
    recoverySize = in.readLong();
    long[] last = new long[4];
    StateFormat.readInto(in, last);
    alarm = new ChangePoint(last[0], last[1], last[2]);
    alarmChart = (int) Math.max(0, Math.min(bank.size() - 1, last[3]));
    alarmStatistic = in.readDouble();
    alarmShape = StateFormat.readEnum(in, DriftShape.class);
  }
}

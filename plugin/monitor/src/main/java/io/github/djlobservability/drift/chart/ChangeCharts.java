package io.github.djlobservability.drift.chart;

import io.github.djlobservability.drift.chart.bank.Accepted;
import io.github.djlobservability.drift.chart.bank.AtomBank;
import io.github.djlobservability.drift.chart.bank.BettingBank;
import io.github.djlobservability.drift.chart.bank.LikelihoodBank;
import io.github.djlobservability.drift.chart.bank.Overshoot;
import io.github.djlobservability.drift.chart.bank.RankTables;
import io.github.djlobservability.drift.chart.bank.SequentialRanks;
import io.github.djlobservability.drift.reference.Dependence;
import io.github.djlobservability.drift.reference.DriftKind;
import io.github.djlobservability.drift.reference.FeatureReference;
import io.github.djlobservability.drift.reference.Hazard;
import io.github.djlobservability.statistics.UniformNoise;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;

/**
 * The evidence that a feature's values have changed, gathered from their ranks among what is
 * accepted: the reference or values of the stream, and all values since.
 *
 * <p>Not thread-safe. Memory: at most 12 kB for a number, beside the room for the last items; 40 kB
 * where the reference has a value 65,536 times, or the stream has since; 230 bytes for each value
 * that has more than a hundredth of all.
 */
public final class ChangeCharts {

  private final FeatureReference reference;
  private final boolean bet;
  private final long seed;
  private final RecentRanks recentRanks;
  private final RecentValues recentValues;
  private final LikelihoodBank bank;

  private Accepted accepted;

  /** Whether the cells of what is accepted are the reference's. */
  private boolean isReference;

  private SequentialRanks ranks;
  private double dependence;
  private double evidence;

  /** First item that the charts have seen since they were last restarted. */
  private long since = 1;

  /** First item whose rank is among what is accepted now. */
  private long comparedSince = 1;

  public ChangeCharts(
      FeatureReference reference, long seed, RankTables tables, RecentRoom.Column room) {
    recentRanks = new RecentRanks(room);
    recentValues = new RecentValues(room);
    this.reference = reference;
    bet = reference.isBet();
    this.seed = UniformNoise.seed(seed, reference.name());
    bank = LikelihoodBank.of(reference, tables);
    accepted = Accepted.of(reference);
    ranks = new SequentialRanks(accepted.counts());
    compareWithReference(1);
  }

  /** From this item on, values are compared with the reference. */
  public void compareWithReference(long from) {
    compareWith(Accepted.of(reference), reference.dependence(), from);
  }

  /** From this item on, values are compared with these of the stream, which followed each other. */
  public void compareWith(double[] values, long from) {
    int categories = reference.counts().length;
    long[] positions = Dependence.consecutive(values.length);
    boolean numeric = reference.isNumeric();
    double factor =
        numeric
            ? Dependence.ofNumbers(values, positions)
            : Dependence.ofCells(values, categories, positions);
    compareWith(
        numeric ? Accepted.ofNumbers(values) : Accepted.ofCategories(values, categories),
        Math.max(reference.dependence(), factor),
        from);
  }

  private void compareWith(Accepted past, double factor, long from) {
    accepted = past;
    isReference = past.cells() == reference.cells();
    ranks = new SequentialRanks(past.counts());
    bank.accept(past, isReference);
    discount(factor);
    bank.compareWith(ranks);
    comparedSince = from;
    restart(from);
  }

  /** Counts this many items as one independent item. */
  private void discount(double factor) {
    dependence = factor;
    bank.discount(factor);
  }

  /** Multiplies the evidence, because the level has changed by this factor. */
  public void scale(double factor) {
    bank.scale(factor);
    evidence *= factor;
  }

  /** Forgets the evidence; the next is gathered from this item on. */
  public void restart(long from) {
    bank.restart();
    evidence = 0;
    since = from;
  }

  /**
   * Takes in a value.
   *
   * @param value a number, or the index of a category
   * @param referenceCell the value's cell in the reference
   */
  public void update(long item, double value, int referenceCell) {
    recentValues.put(item, value);
    bank.grown(ranks);
    int cell = cell(value, referenceCell);
    double rank = bet ? BettingBank.place(value) : ranks.next(cell, UniformNoise.at(seed, item));
    recentRanks.put(item, bank.remembered(rank, cell));
    evidence = bank.update(rank, ranks);
  }

  /** Keeps a value in mind, but neither accepts it nor gathers evidence from it. */
  public void note(long item, double value, int referenceCell) {
    recentValues.put(item, value);
    int cell = cell(value, referenceCell);
    double rank = bet ? BettingBank.place(value) : ranks.peek(cell, UniformNoise.at(seed, item));
    recentRanks.put(item, bank.remembered(rank, cell));
  }

  /** The item has no value. */
  public void skip(long item) {
    recentRanks.putAbsent(item);
    recentValues.put(item, Double.NaN);
  }

  /** Most of the time the past is the reference's, and its cell is known. */
  private int cell(double value, int referenceCell) {
    return isReference ? referenceCell : accepted.cell(value);
  }

  public double evidence() {
    return evidence;
  }

  /** Returns the chart with the most evidence. */
  public int leading() {
    return bank.leading();
  }

  /** Returns the category whose share a chart looks at; of numbers it means nothing. */
  public int category(int chart) {
    return bank.alternative(chart).bin();
  }

  /** Finds where the leading chart's change began. */
  public ChangePoint changePoint(long item) {
    return ChangePoint.find(bank, recentRanks, since, item);
  }

  /** Returns whether the items since tell nothing, as those of a column that never changes. */
  public boolean tellsNothing(ChangePoint change, long item) {
    // Of other categories the false alarms that are asked for are partly of drawn ranks; numbers of
    // two values are such.
    boolean number = reference.isNumeric() && !AtomBank.isOfTwo(reference);
    return (number ? !bet : reference.kind() == DriftKind.CONCEPT)
        && !new TieCheck(bank, ranks, accepted)
            .isOfValues(recentRanks, recentValues, change.item(), item);
  }

  /** Returns the shape of a chart's change, with the items up to one. */
  public DriftShape shape(int chart, long onset, long item) {
    // Categories are what they are; only a rank depends on what its value was compared with.
    long earliest = reference.isNumeric() ? comparedSince : 1;
    return ChangeShape.of(bank, chart, recentRanks, new ChangeShape.Items(earliest, onset, item));
  }

  /** Returns how large a chart's change is from one item to another, and what was before it. */
  public Effect effect(int chart, long from, long item) {
    return effect(accepted, chart, from, item);
  }

  private Effect effect(Accepted before, int chart, long from, long item) {
    return new EffectSize(reference, before, dependence)
        .of(bank.alternative(chart), recentValues.present(from, item));
  }

  /** Returns the same against the reference alone. */
  public Effect effectOnReference(int chart, long from, long item) {
    return effect(Accepted.of(reference), chart, from, item);
  }

  /** Returns the items from one to another that a chart's evidence owes most to. */
  public List<Long> strongest(int chart, long from, long item) {
    return StrongestItems.find(bank, chart, recentRanks, from, item);
  }

  /** Returns the part of each chart in the model's rate of false alarms. */
  public List<Hazard> hazards(Overshoot overshoot) {
    return bank.hazards(overshoot);
  }

  public void write(DataOutput out) throws IOException {
    recentRanks.write(out);
    recentValues.write(out);
    out.writeBoolean(isReference);
    accepted.write(out);
    ranks.write(out);
    out.writeDouble(dependence);
    bank.write(out);
    out.writeDouble(evidence);
    out.writeLong(since);
    out.writeLong(comparedSince);
  }

  public void read(DataInput in) throws IOException {
    recentRanks.read(in);
    recentValues.read(in);
    isReference = in.readBoolean();
    accepted = Accepted.read(in, reference.isNumeric(), reference.counts().length);
    ranks = SequentialRanks.read(in, accepted.counts().length);
    bank.accept(accepted, isReference);
    discount(in.readDouble());
    bank.read(in);
    evidence = in.readDouble();
    since = in.readLong();
    comparedSince = in.readLong();
  }
}

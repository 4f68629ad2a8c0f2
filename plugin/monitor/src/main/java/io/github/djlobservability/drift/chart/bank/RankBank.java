package io.github.djlobservability.drift.chart.bank;

import io.github.djlobservability.drift.reference.Hazard;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The charts of a numeric feature: location, spread and tenths, see {@link RankAlternatives}. */
final class RankBank extends LikelihoodBank {

  private final RankTables tables;
  private RankAlternatives table;
  private @Nullable EqualValues equal;

  /** Whether a value has become frequent since its intervals were taken. */
  private boolean outdated;

  RankBank(RankTables tables) {
    super(tables.of(1).size());
    this.tables = tables;
    table = tables.of(1);
  }

  @Override
  public void discount(double items) {
    table = tables.of(items);
  }

  @Override
  public void grown(SequentialRanks past) {
    if (outdated || (equal != null && equal.isDue(past))) {
      compareWith(past);
    }
  }

  @Override
  public void compareWith(SequentialRanks past) {
    outdated = false;
    equal = EqualValues.of(past, -1, table);
  }

  @Override
  public double update(double rank, SequentialRanks past) {
    int place = equal == null ? -1 : equal.place(rank);
    if (equal != null && place >= 0) {
      return climb(equal.means(), place * evidence.length);
    }
    outdated = EqualValues.lacks(equal, past, past.middle(), 1);
    return climb(table.densities(), table.offset(rank));
  }

  private double climb(double[] densities, int offset) {
    double[] r = evidence;
    for (int i = 0; i < r.length; i++) {
      r[i] = (1 + r[i]) * densities[offset + i];
    }
    return sum(table.weights(), 0);
  }

  @Override
  double logDensity(int chart, double rank) {
    return Math.log(table.densities()[table.offset(rank) + chart]);
  }

  @Override
  public List<Hazard> hazards(Overshoot overshoot) {
    return smallStepHazards();
  }

  @Override
  public Alternative alternative(int chart) {
    return table.get(chart);
  }

  @Override
  public void write(DataOutput out) throws IOException {
    super.write(out);
    EqualValues.write(out, equal);
    out.writeBoolean(outdated);
  }

  @Override
  public void read(DataInput in) throws IOException {
    super.read(in);
    equal = EqualValues.read(in, table);
    outdated = in.readBoolean();
  }
}

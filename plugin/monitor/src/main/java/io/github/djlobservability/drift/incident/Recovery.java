package io.github.djlobservability.drift.incident;

import io.github.djlobservability.state.StateFormat;
import io.github.djlobservability.statistics.comparison.ChiSquare;
import io.github.djlobservability.statistics.comparison.Measurement;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/**
 * Whether values after an alarm are the reference's again, judged with each of them. The way back
 * is sure once a cumulative sum (Page's test), of which this is the exponential,
 *
 * <pre>L(t) = max(1, L(t-1) reference(x(t)) / drifted(x(t)))</pre>
 *
 * reaches {@value #SURE}. The share of a value after the change, drifted(x), is estimated from all
 * values from the onset to the one before it, so an estimate of few values is worth little, and a
 * steady change is said to be over as rarely as that. Values that are on their way, or differ
 * otherwise than before, may be closer to the reference, too: so those since the way back most
 * likely began, {@value #LEAST_BACK} at least, have to agree with it.
 *
 * <p>A change that was small or short may never be told from its end so surely. It is over, too,
 * when the latest values agree with the reference and all since the onset agree with it well: then
 * there was no change, or it is long past.
 *
 * <p>Not thread-safe. Memory: 8 bytes a bin, 32 once there was an alarm.
 */
final class Recovery {

  private static final double AGREES = 0.01;

  /** All values since the onset have to agree better: they are those that made the alarm. */
  private static final double AGREES_WELL = 0.2;

  /** A number may be as many standard errors off, which sees small shifts better than bins do. */
  private static final double NEAR = 1.3;

  /** The mean number of values after which a steady change is said to be over is higher. */
  private static final double SURE = 1e6;

  /** As many values have come back at least, before they are said to have. */
  private static final int LEAST_BACK = 50;

  /** Once as sure as this, more does not count: it would have to be outweighed first. */
  private static final double MOST = 1e30;

  private static final long[] NONE = {};

  private final ReferenceBins reference;
  private final BinDistance distance;
  private final double dependence;

  /** Share of each bin in the reference, with half a value more for each. */
  private final double[] shares;

  /** Values since the last look. */
  private long[] latest = NONE;

  /** Values from the onset on. */
  private long[] all = NONE;

  /** Values since the way back began, if it has begun. */
  private long[] back = NONE;

  private long total;
  private long latestTotal;
  private long backTotal;

  /** The values that have come back are looked at when there are as many. */
  private long backWanted;

  /** How much likelier the values in {@link #back} are the reference's; at least 1. */
  private double likelihood;

  private long wanted;

  /** How many values the last look was at. */
  private long looked;

  /**
   * Compares with this reference.
   *
   * @param distance of values from it
   * @param dependence how many values are worth one independent value
   */
  Recovery(ReferenceBins reference, BinDistance distance, double dependence) {
    this.reference = reference;
    this.distance = distance;
    this.dependence = dependence;
    shares = new double[reference.size()];
    Arrays.setAll(shares, bin -> (reference.count(bin) + 0.5) / (reference.total() + more()));
  }

  /** As many values, shared out as the reference is, keep estimates above 0. */
  private double more() {
    return reference.size() / 2.0;
  }

  /**
   * Begins after an alarm.
   *
   * @param sinceOnset values from the onset to the alarm, by bin
   * @param wanted values for a look
   */
  void begin(long[] sinceOnset, long wanted) {
    this.wanted = wanted;
    makeRoom();
    System.arraycopy(sinceOnset, 0, all, 0, all.length);
    total = Arrays.stream(all).sum();
    clearLatest();
    turnAround();
  }

  private void makeRoom() {
    if (all.length == 0) {
      latest = new long[reference.size()];
      all = new long[reference.size()];
      back = new long[reference.size()];
    }
  }

  private void clearLatest() {
    Arrays.fill(latest, 0);
    latestTotal = 0;
  }

  /** The way back begins with the next value at the earliest. */
  private void turnAround() {
    Arrays.fill(back, 0);
    backTotal = 0;
    backWanted = (long) Math.ceil(LEAST_BACK * dependence);
    likelihood = 1;
  }

  /** Takes in a value. */
  void add(int bin) {
    double drifted = (all[bin] + more() * shares[bin]) / (total + more());
    double likelier = shares[bin] / drifted;
    double ratio = dependence > 1 ? Math.pow(likelier, 1 / dependence) : likelier;
    likelihood = Math.min(MOST, likelihood * ratio);
    if (likelihood < 1) {
      turnAround();
    } else {
      back[bin]++;
      backTotal++;
    }
    latest[bin]++;
    latestTotal++;
    all[bin]++;
    total++;
  }

  /** Returns the values since the last look at all of them, by bin; not to be changed. */
  long[] latest() {
    return latest;
  }

  /** Returns whether there are as many of the latest values as a look at them needs. */
  boolean hasLatest() {
    return latestTotal >= wanted;
  }

  /** Returns whether there are enough values for a look. */
  boolean isDue() {
    return hasLatest() || isBackDue();
  }

  private boolean isBackDue() {
    return likelihood >= SURE && backTotal >= backWanted;
  }

  /** Looks whether the values are the reference's again; the next look has more of them. */
  boolean isOver() {
    if (isBackDue()) {
      looked = backTotal;
      backWanted = backTotal + backTotal / 2;
      if (agrees(back, AGREES) && isNear(back, backTotal)) {
        return true;
      }
    }
    if (!hasLatest()) {
      return false;
    }
    looked = latestTotal;
    boolean over = agrees(latest, AGREES) && agrees(all, AGREES_WELL) && isNear(all, total);
    clearLatest();
    return over;
  }

  /** Returns how many values the last look was at. */
  long looked() {
    return looked;
  }

  /** Returns how many values of a bin there are from the onset on. */
  long sinceOnset(int bin) {
    return all[bin];
  }

  /** Returns how many values there are from the onset on. */
  long sinceOnset() {
    return total;
  }

  private boolean agrees(long[] counts, double least) {
    Measurement compared = new ChiSquare().measure(reference.counts(), counts, dependence);
    return !compared.isDefined() || compared.pValue() >= least;
  }

  private boolean isNear(long[] counts, long values) {
    double error = Math.sqrt(dependence * (1.0 / values + 1.0 / reference.total()));
    return !distance.isOfNumbers() || distance.of(reference.counts(), counts) <= NEAR * error;
  }

  void write(DataOutput out) throws IOException {
    for (long[] counts : new long[][] {latest, all, back}) {
      StateFormat.write(out, Arrays.copyOf(counts, reference.size()));
    }
    out.writeDouble(likelihood);
    out.writeLong(backWanted);
    out.writeLong(wanted);
  }

  void read(DataInput in) throws IOException {
    makeRoom();
    StateFormat.readInto(in, latest);
    StateFormat.readInto(in, all);
    StateFormat.readInto(in, back);
    latestTotal = Arrays.stream(latest).sum();
    total = Arrays.stream(all).sum();
    backTotal = Arrays.stream(back).sum();
    likelihood = in.readDouble();
    backWanted = in.readLong();
    wanted = in.readLong();
  }
}

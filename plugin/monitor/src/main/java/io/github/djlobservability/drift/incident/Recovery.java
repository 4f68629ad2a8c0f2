package io.github.djlobservability.drift.incident;

import io.github.djlobservability.state.StateFormat;
import io.github.djlobservability.statistics.ChiSquare;
import io.github.djlobservability.statistics.Measurement;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/**
 * Whether values after an alarm are the reference's again. The latest have to agree with it; and,
 * because a small change agrees now and then, either all values since the onset agree with it well
 * (then there was no change, or it is long past), or the way back is sure: a Shiryaev-Roberts chart
 *
 * <pre>R(t) = (1 + R(t-1)) reference(x(t)) / drifted(x(t))</pre>
 *
 * reaches {@value #SURE}. The share of a value after the change, drifted(x), is estimated from all
 * values from the onset to the one before it, so an estimate of few values is worth little, and a
 * steady change is said to be over as rarely as that.
 *
 * <p>Not thread-safe. Memory: 24 bytes a bin.
 */
final class Recovery {

  private static final double AGREES = 0.01;

  /** All values since the onset have to agree better: they are those that made the alarm. */
  private static final double AGREES_WELL = 0.2;

  /** A number may be as many standard errors off, which sees small shifts better than bins do. */
  private static final double NEAR = 1.3;

  /** The mean number of values after which a steady change is said to be over is higher. */
  private static final double SURE = 1e7;

  /** Once as sure as this, more does not count: it would have to be outweighed first. */
  private static final double MOST = 1e30;

  private final ReferenceBins reference;
  private final BinDistance distance;
  private final double dependence;

  /** Share of each bin in the reference, with half a value more for each. */
  private final double[] shares;

  /** Values since the last look. */
  private final long[] latest;

  /** Values from the onset on. */
  private final long[] all;

  private long total;
  private double evidence;
  private long wanted;

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
    latest = new long[reference.size()];
    all = new long[reference.size()];
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
    System.arraycopy(sinceOnset, 0, all, 0, all.length);
    total = Arrays.stream(all).sum();
    Arrays.fill(latest, 0);
    evidence = 0;
  }

  /** Takes in a value. */
  void add(int bin) {
    double drifted = (all[bin] + more() * shares[bin]) / (total + more());
    double ratio = shares[bin] / drifted;
    evidence =
        Math.min(MOST, (1 + evidence) * (dependence > 1 ? Math.pow(ratio, 1 / dependence) : ratio));
    latest[bin]++;
    all[bin]++;
    total++;
  }

  /** Returns the values since the last look, by bin; not to be changed. */
  long[] latest() {
    return latest;
  }

  /** Returns whether there are enough values for a look. */
  boolean isDue() {
    return Arrays.stream(latest).sum() >= wanted;
  }

  /** Looks whether the values are the reference's again; the next look is at the values after. */
  boolean isOver() {
    boolean over =
        agrees(latest, AGREES) && (evidence >= SURE || (agrees(all, AGREES_WELL) && isNear(all)));
    Arrays.fill(latest, 0);
    return over;
  }

  private boolean agrees(long[] counts, double least) {
    Measurement compared = new ChiSquare().measure(reference.counts(), counts, dependence);
    return !compared.isDefined() || compared.pValue() >= least;
  }

  private boolean isNear(long[] counts) {
    double error = Math.sqrt(dependence * (1.0 / total + 1.0 / reference.total()));
    return !distance.isOfNumbers() || distance.of(reference.counts(), counts) <= NEAR * error;
  }

  void write(DataOutput out) throws IOException {
    StateFormat.write(out, latest);
    StateFormat.write(out, all);
    out.writeDouble(evidence);
    out.writeLong(wanted);
  }

  void read(DataInput in) throws IOException {
    StateFormat.readInto(in, latest);
    StateFormat.readInto(in, all);
    total = Arrays.stream(all).sum();
    evidence = in.readDouble();
    wanted = in.readLong();
  }
}

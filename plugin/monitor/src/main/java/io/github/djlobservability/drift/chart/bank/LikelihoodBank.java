package io.github.djlobservability.drift.chart.bank;

import io.github.djlobservability.drift.reference.FeatureReference;
import io.github.djlobservability.drift.reference.Hazard;
import io.github.djlobservability.state.StateFormat;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Charts that look for changes of different kinds and sizes in one stream of ranks, each a
 * Shiryaev-Roberts statistic
 *
 * <pre>R(t) = (1 + R(t-1)) f(u(t)),   R(0) = 0</pre>
 *
 * with f the density of a rank after the change; before it the density is 1. The bank's evidence is
 * the weighted sum E of all R. Because every R(t) - t is a martingale as long as nothing changes,
 * the mean time until E reaches a level A is the mean of E at that moment: A times the overshoot,
 * whatever the charts have to do with one another. That is what thresholds rest on.
 *
 * <p>Logarithms of E grow by the information of the best-fitting chart with each changed item.
 *
 * <p>M. Pollak, <i>Average Run Lengths of an Optimal Method of Detecting a Change in
 * Distribution</i>, Annals of Statistics 15, 1987. Not thread-safe. Memory: 8 bytes a chart.
 */
public abstract class LikelihoodBank {

  private static final int MAX_STEPS = 200;

  final double[] evidence;

  LikelihoodBank(int charts) {
    evidence = new double[charts];
  }

  /** Returns the charts that suit a feature. */
  public static LikelihoodBank of(FeatureReference reference, RankTables tables) {
    if (reference.isBet()) {
      return new BettingBank();
    }
    if (!reference.isNumeric()) {
      return new CategoryBank(reference.counts(), reference.oddsFactors());
    }
    return AtomBank.suits(reference) ? AtomBank.of(reference, tables) : new RankBank(tables);
  }

  /** Counts this many items as one independent item, from the next {@link #compareWith} on. */
  public abstract void discount(double items);

  /** Values are compared with these from now on. */
  public void accept(Accepted accepted, boolean isReference) {}

  /** Ranks are among this past from now on. */
  public void compareWith(SequentialRanks past) {}

  /** The past has grown by an item. */
  public void grown(SequentialRanks past) {}

  /**
   * Takes in a rank and returns the evidence of all charts.
   *
   * @param past tells what the rank was drawn from
   */
  public abstract double update(double rank, SequentialRanks past);

  /**
   * Returns the sum of the evidence of charts with their weights. There are four sums, so that one
   * addition need not wait for the others.
   *
   * @param first the chart that the first weight is of
   */
  final double sum(double[] weights, int first) {
    double[] r = evidence;
    double a = 0;
    double b = 0;
    double c = 0;
    double d = 0;
    int i = 0;
    for (; i + 3 < weights.length; i += 4) {
      a += weights[i] * r[first + i];
      b += weights[i + 1] * r[first + i + 1];
      c += weights[i + 2] * r[first + i + 2];
      d += weights[i + 3] * r[first + i + 3];
    }
    for (; i < weights.length; i++) {
      a += weights[i] * r[first + i];
    }
    return a + b + c + d;
  }

  /** Logarithm of a chart's density at a rank. */
  abstract double logDensity(int chart, double rank);

  /**
   * Returns what is remembered of a rank, from 0 to 1, and is told of later by {@link #gain}.
   *
   * @param cell of the value among what is accepted
   */
  public double remembered(double rank, int cell) {
    return rank;
  }

  /** Logarithm of a chart's density at what was remembered. */
  public double gain(int chart, double remembered) {
    return logDensity(chart, remembered);
  }

  /** Returns the rank among the values that a chart of ranks looks at. */
  public double rank(double remembered) {
    return remembered;
  }

  /** Returns the mean of a chart's density over the ranks from one to another. */
  public double meanDensity(int chart, double from, double to) {
    int steps = (int) Math.min(MAX_STEPS, 1 + (to - from) * RankAlternatives.SLOTS);
    double sum = 0;
    for (int step = 0; step < steps; step++) {
      sum += Math.exp(logDensity(chart, from + (to - from) * (step + 0.5) / steps));
    }
    return sum / steps;
  }

  /** Returns the part of each chart in the rate of false alarms. */
  public abstract List<Hazard> hazards(Overshoot overshoot);

  /** Returns the same of charts whose steps are small. */
  final List<Hazard> smallStepHazards() {
    return IntStream.range(0, size())
        .mapToObj(this::alternative)
        .map(
            chart ->
                new Hazard(
                    chart.weight(),
                    chart.information(),
                    Hazard.normalOvershoot(chart.information())))
        .toList();
  }

  /** Returns the change that a chart looks for. */
  public abstract Alternative alternative(int chart);

  /** Returns the chart with the most weighted evidence. */
  public final int leading() {
    int leading = 0;
    double most = -1;
    for (int chart = 0; chart < evidence.length; chart++) {
      double weighted = alternative(chart).weight() * evidence[chart];
      if (weighted > most) {
        most = weighted;
        leading = chart;
      }
    }
    return leading;
  }

  /** Returns the number of charts. */
  final int size() {
    return evidence.length;
  }

  /** Multiplies all evidence. */
  public final void scale(double factor) {
    for (int chart = 0; chart < evidence.length; chart++) {
      evidence[chart] *= factor;
    }
  }

  /** Forgets all evidence. */
  public final void restart() {
    Arrays.fill(evidence, 0);
  }

  public void write(DataOutput out) throws IOException {
    StateFormat.write(out, evidence);
  }

  public void read(DataInput in) throws IOException {
    StateFormat.readInto(in, evidence);
  }
}

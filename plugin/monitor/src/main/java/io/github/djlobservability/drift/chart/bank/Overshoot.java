package io.github.djlobservability.drift.chart.bank;

import io.github.djlobservability.drift.reference.Hazard;
import io.github.djlobservability.drift.reference.OddsFactors;
import io.github.djlobservability.statistics.UniformNoise;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;

/**
 * By how much the charts of a share overshoot their level: the mean of level over evidence at the
 * crossing, after the change. A rare event makes high steps, so no formula for small steps would
 * do; climbs are drawn at random instead, the same ones each time. All charts of the share climb
 * together, because it is the sum of their evidence that crosses.
 */
public final class Overshoot {

  private static final int CLIMBS = 200;
  private static final double LEVEL = 1_000;
  private static final double SMALL_STEP = 0.2;

  /** Shares are rounded to this many steps a factor of e, so that many features share a climb. */
  private static final double GRID = 2;

  private record Key(double logit, OddsFactors factors) {}

  /** Known overshoots, for all models; some hundreds at most, as shares are rounded. */
  private static final Map<Key, double[]> KNOWN = new ConcurrentHashMap<>();

  /**
   * Returns the hazards of charts that look for a share whose odds are multiplied.
   *
   * @param factors by how much, one a chart
   * @param weight of all charts together
   */
  public List<Hazard> hazards(double share, OddsFactors factors, double weight) {
    double logit = Math.round(Math.log(share / (1 - share)) * GRID) / GRID;
    double[] overshoots =
        KNOWN.computeIfAbsent(
            new Key(logit, factors), key -> overshoots(1 / (1 + Math.exp(-logit)), factors));
    List<Hazard> hazards = new ArrayList<>();
    for (int i = 0; i < factors.size(); i++) {
      double information = information(share, factors.odds(i));
      hazards.add(new Hazard(weight * factors.weight(i), information, overshoots[i]));
    }
    return hazards;
  }

  private static double after(double share, double odds) {
    return odds * share / (1 - share + odds * share);
  }

  private static double information(double share, double odds) {
    double after = after(share, odds);
    return after * Math.log(after / share) + (1 - after) * Math.log((1 - after) / (1 - share));
  }

  private static double[] overshoots(double share, OddsFactors factors) {
    double[] overshoots = new double[factors.size()];
    double[] odds = IntStream.range(0, factors.size()).mapToDouble(factors::odds).toArray();
    double[] weights = IntStream.range(0, factors.size()).mapToDouble(factors::weight).toArray();
    // The outcome that speaks for the change goes up: the share's own, or all others.
    Climb more = new Climb(share, odds, weights);
    double[] inverse = Arrays.stream(odds).map(factor -> 1 / factor).toArray();
    Climb fewer = new Climb(1 - share, inverse, weights);
    for (int i = 0; i < odds.length; i++) {
      overshoots[i] = odds[i] > 1 ? more.overshoot(i) : fewer.overshoot(i);
    }
    return overshoots;
  }

  /** The charts of one share, on their way from nothing to the level. */
  private static final class Climb {

    private final double share;
    private final double[] odds;
    private final double[] weights;
    private final double[] logInside;
    private final double[] logOutside;
    private final double[] evidence;
    private final double totalWeight;

    Climb(double share, double[] odds, double[] weights) {
      this.share = share;
      this.odds = odds;
      this.weights = weights;
      totalWeight = Arrays.stream(weights).sum();
      evidence = new double[odds.length];
      logInside = Arrays.stream(odds).map(o -> Math.log(after(share, o) / share)).toArray();
      logOutside =
          Arrays.stream(odds).map(o -> Math.log((1 - after(share, o)) / (1 - share))).toArray();
    }

    /** Returns the mean of level over evidence when what a chart looks for is there. */
    double overshoot(int chart) {
      if (logInside[chart] < SMALL_STEP) {
        return Hazard.normalOvershoot(information(share, odds[chart]));
      }
      double logOther = Math.log1p(-after(share, odds[chart]));
      double sum = 0;
      long draw = 0;
      for (int climb = 0; climb < CLIMBS; climb++) {
        Arrays.fill(evidence, 0);
        double all = 0;
        while (all < LEVEL) {
          all = others(Math.floor(Math.log(UniformNoise.at(17, draw++)) / logOther));
          // Outcomes of the other kind make small steps.
          all = all < LEVEL ? event() : LEVEL;
        }
        sum += LEVEL / all;
      }
      return sum / CLIMBS;
    }

    /** Takes in outcomes of the other kind: R = (1 + R) density, as many times. */
    private double others(double count) {
      double all = 0;
      for (int i = 0; i < evidence.length; i++) {
        double decay = Math.exp(count * logOutside[i]);
        double density = Math.exp(logOutside[i]);
        evidence[i] = decay * evidence[i] + density * (1 - decay) / (1 - density);
        all += weights[i] * evidence[i];
      }
      return all / totalWeight;
    }

    private double event() {
      double all = 0;
      for (int i = 0; i < evidence.length; i++) {
        evidence[i] = (1 + evidence[i]) * Math.exp(logInside[i]);
        all += weights[i] * evidence[i];
      }
      return all / totalWeight;
    }
  }
}

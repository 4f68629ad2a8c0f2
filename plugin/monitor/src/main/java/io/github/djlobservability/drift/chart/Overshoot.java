package io.github.djlobservability.drift.chart;

import io.github.djlobservability.drift.reference.Hazard;
import io.github.djlobservability.statistics.UniformNoise;
import java.util.HashMap;
import java.util.Map;

/**
 * By how much the charts of a category overshoot their level: the mean of exp(-overshoot) after the
 * change. A rare category makes high steps, so no formula for small steps would do; climbs are
 * drawn at random instead, the same ones each time.
 */
public final class Overshoot {

  private static final int CLIMBS = 400;
  private static final double HEIGHT = 6;
  private static final double SMALL_STEP = 0.2;

  /** Shares are rounded to this many steps a factor of e, so that many features share a climb. */
  private static final double GRID = 8;

  private final Map<Long, Double> known = new HashMap<>();

  /** The hazard of a chart that looks for a share whose odds are multiplied. */
  public Hazard hazard(double share, double odds, double weight) {
    double after = odds * share / (1 - share + odds * share);
    double information =
        after * Math.log(after / share) + (1 - after) * Math.log((1 - after) / (1 - share));
    double logit = Math.round(Math.log(share / (1 - share)) * GRID) / GRID;
    long key = Double.doubleToLongBits(logit + 1000 * odds);
    double overshoot = known.computeIfAbsent(key, k -> overshoot(1 / (1 + Math.exp(-logit)), odds));
    return new Hazard(weight, information, overshoot);
  }

  private static double overshoot(double share, double odds) {
    double after = odds * share / (1 - share + odds * share);
    // The outcome that speaks for the change goes up, the other one down.
    double probability = odds > 1 ? after : 1 - after;
    double up = Math.log(odds > 1 ? after / share : (1 - after) / (1 - share));
    double down = Math.log(odds > 1 ? (1 - after) / (1 - share) : after / share);
    if (up < SMALL_STEP) {
      return Hazard.normalOvershoot(probability * up + (1 - probability) * down);
    }
    double sum = 0;
    long draw = 0;
    double logOther = Math.log1p(-probability);
    for (int climb = 0; climb < CLIMBS; climb++) {
      double height = 0;
      while (height < HEIGHT) {
        double downs = Math.floor(Math.log(UniformNoise.at(17, draw++)) / logOther);
        height += downs * down + up;
      }
      sum += Math.exp(HEIGHT - height);
    }
    return sum / CLIMBS;
  }
}

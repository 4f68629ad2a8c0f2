package io.github.djlobservability.drift.chart;

import io.github.djlobservability.drift.reference.Hazard;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The level of evidence at which a model's mean time to a false alarm is the one asked for.
 *
 * <p>A chart with weight w crosses level A at the rate {@code w c / A} an item, c being the mean of
 * exp(-overshoot); but not before it had time to climb there, about {@code (log(A / w) + log(I)) /
 * I} items for one that gains I an item. The charts of all features together alarm at the sum H(t)
 * of those rates, and the mean time to the first alarm is the integral of exp(-H(t)).
 */
public final class Thresholds {

  private static final int STEPS = 160;
  private static final double SQRT_TWO_PI = Math.sqrt(2 * Math.PI);

  /** Charts whose logarithms agree to this are taken together. */
  private static final double GRID = 4;

  private final List<Group> groups;

  public Thresholds(List<Hazard> hazards) {
    Map<Long, List<Hazard>> alike = new TreeMap<>();
    for (Hazard hazard : hazards) {
      long key =
          1000 * Math.round(GRID * Math.log(gain(hazard)))
              + Math.round(GRID * Math.log(hazard.weight()));
      alike.computeIfAbsent(key, k -> new ArrayList<>()).add(hazard);
    }
    groups = alike.values().stream().map(Group::of).toList();
  }

  /** What a chart gains an item of the model, on average. */
  private static double gain(Hazard hazard) {
    return hazard.information() * hazard.share();
  }

  /** Charts that climb alike; the rate is that of all of them at level 1. */
  private record Group(double rate, double weight, double information) {

    static Group of(List<Hazard> hazards) {
      double rate = 0;
      double weight = 0;
      double information = 0;
      for (Hazard hazard : hazards) {
        rate += hazard.weight() * hazard.overshoot() * hazard.share();
        weight += hazard.weight() / hazards.size();
        information += gain(hazard) / hazards.size();
      }
      return new Group(rate, weight, information);
    }
  }

  /** Logarithm of the level for a mean time to a false alarm in items. */
  public double logLevel(double items) {
    double low = 0;
    double high = 60;
    while (high - low > 1e-6) {
      double middle = (low + high) / 2;
      if (meanRunLength(middle) < items) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return (low + high) / 2;
  }

  /** The mean time to a false alarm in items at this logarithm of the level. */
  double meanRunLength(double logLevel) {
    Climb[] climbs = new Climb[groups.size()];
    double total = 0;
    for (int i = 0; i < climbs.length; i++) {
      climbs[i] = new Climb(groups.get(i), logLevel);
      total += climbs[i].rate;
    }
    double latest = 60 / total + 3 * latestMean(climbs);
    double mean = 0;
    double before = 0;
    double survivalBefore = 1;
    double ratio = Math.pow(latest, 1.0 / STEPS);
    double time = 1;
    for (int step = 0; step <= STEPS; step++, time *= ratio) {
      double cumulative = 0;
      for (Climb climb : climbs) {
        cumulative += climb.cumulative(time);
      }
      double survival = Math.exp(-cumulative);
      mean += (time - before) * (survival + survivalBefore) / 2;
      before = time;
      survivalBefore = survival;
    }
    return mean;
  }

  private static double latestMean(Climb[] climbs) {
    double latest = 1;
    for (Climb climb : climbs) {
      latest = Math.max(latest, climb.mean + 3 * climb.deviation);
    }
    return latest;
  }

  /** A chart's rate of crossing the level, which sets in around a time. */
  private static final class Climb {

    final double rate;
    final double mean;
    final double deviation;

    Climb(Group group, double logLevel) {
      rate = group.rate() * Math.exp(-logLevel);
      double height = logLevel - Math.log(group.weight());
      mean = Math.max(0, height + Math.log(group.information())) / group.information();
      deviation = Math.sqrt(2 * Math.max(1, height)) / group.information();
    }

    double cumulative(double time) {
      return rate * (integral(time) - integral(0));
    }

    /** Integral of the normal distribution function up to a time. */
    private double integral(double time) {
      double y = (time - mean) / deviation;
      return deviation * (y * normal(y) + Math.exp(-y * y / 2) / SQRT_TWO_PI);
    }

    /** The normal distribution function to about 1e-4, enough for a rate that is this rough. */
    private static double normal(double y) {
      double x = Math.abs(y);
      double tail =
          Math.exp(-x * x / 2) / (SQRT_TWO_PI * (0.661 * x + 0.339 * Math.sqrt(x * x + 5.51)));
      return y > 0 ? 1 - tail : tail;
    }
  }
}

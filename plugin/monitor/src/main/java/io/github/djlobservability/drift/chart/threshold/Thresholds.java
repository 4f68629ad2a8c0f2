package io.github.djlobservability.drift.chart.threshold;

import io.github.djlobservability.drift.reference.Hazard;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The level of evidence at which a model's mean time to a false alarm is the one asked for.
 *
 * <p>A chart with weight w crosses level A at the rate {@code w c / A} an item, c being the mean of
 * exp(-overshoot); but not before it had time to climb there. Without noise R grows by {@code 1 + I
 * R} an item, I being what the chart gains, so it is at {@code B = A / w} after {@code log(1 + I B)
 * / I} items; with noise that time has about an inverse Gaussian distribution. The evidence of a
 * check is the sum over its charts, and the mean time until it crosses is exactly {@code A / sum(w
 * c)}, climbing included: so what the rates lack at first they have more of later. The checks of a
 * model alarm together at the sum H(t) of their rates, and the mean time to the first alarm is the
 * integral of exp(-H(t)).
 */
public final class Thresholds {

  private static final int STEPS = 96;

  /** No level is higher; a logarithm. */
  private static final double HIGHEST = 60;

  /** How far a mean time may be off, as a share of it. */
  private static final double PRECISION = 1e-4;

  /** The same of a factor that rates are multiplied by. */
  private static final double FACTOR_PRECISION = 1e-3;

  /** No such factor is higher; a logarithm. */
  private static final double HIGHEST_FACTOR = 6;

  /** Charts whose logarithms agree to this are taken together. */
  private static final double GRID = 4;

  private final List<Check> checks = new ArrayList<>();

  /**
   * Computes the thresholds of a model.
   *
   * @param hazards of the charts of each check whose sum of evidence has a level of its own
   */
  public Thresholds(List<List<Hazard>> hazards) {
    Map<List<Long>, Integer> alike = new LinkedHashMap<>();
    Map<List<Long>, List<Group>> groups = new HashMap<>();
    for (List<Hazard> check : hazards) {
      Map<Long, List<Hazard>> charts = new LinkedHashMap<>();
      check.forEach(chart -> charts.computeIfAbsent(key(chart), k -> new ArrayList<>()).add(chart));
      List<Group> grouped = charts.values().stream().map(Group::of).toList();
      List<Long> key = new ArrayList<>(charts.keySet());
      grouped.forEach(group -> key.add(Math.round(8 * GRID * Math.log(group.rate()))));
      alike.merge(key, 1, Integer::sum);
      groups.putIfAbsent(key, grouped);
    }
    alike.forEach(
        (key, count) -> checks.add(new Check(groups.getOrDefault(key, List.of()), count)));
  }

  private static long key(Hazard hazard) {
    return 1000 * Math.round(GRID * Math.log(gain(hazard)))
        + Math.round(GRID * Math.log(hazard.weight()));
  }

  /** Returns the mean gain of a chart in an item of the model. */
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
    double wanted = Math.log(items);
    return FalsePosition.zero(
        level -> Math.log(meanRunLength(level)) - wanted, 0, HIGHEST, PRECISION);
  }

  /** Returns the mean time to a false alarm in items at this logarithm of the level. */
  double meanRunLength(double logLevel) {
    double total = 0;
    double shortest = Double.POSITIVE_INFINITY;
    for (Check check : checks) {
      total += check.count * check.rate * Math.exp(-logLevel);
      shortest = Math.min(shortest, Math.exp(logLevel) / check.rate);
    }
    double[] times = new double[STEPS + 1];
    double latest = Math.max(2, Math.min(20 * shortest, 40 / total + 4 * shortest));
    for (int step = 0; step <= STEPS; step++) {
      times[step] = Math.pow(latest, (double) step / STEPS);
    }
    double[] cumulative = new double[STEPS + 1];
    for (Check check : checks) {
      check.add(logLevel, times, cumulative);
    }
    return integral(times, cumulative, 1);
  }

  /** Integrates exp(-factor H) over the times. */
  private static double integral(double[] times, double[] cumulative, double factor) {
    double mean = 0;
    double before = 0;
    double survivalBefore = 1;
    for (int step = 0; step < times.length; step++) {
      double survival = Math.exp(-factor * cumulative[step]);
      mean += (times[step] - before) * (survival + survivalBefore) / 2;
      before = times[step];
      survivalBefore = survival;
    }
    return mean;
  }

  /** Checks of a model that are alike. */
  private static final class Check {

    final int count;
    final double rate;
    private final List<Group> groups;

    Check(List<Group> groups, int count) {
      this.groups = groups;
      this.count = count;
      rate = groups.stream().mapToDouble(Group::rate).sum();
    }

    /** Adds what the checks add to H. */
    void add(double logLevel, double[] times, double[] cumulative) {
      double level = Math.exp(logLevel);
      double[] own = new double[times.length];
      for (Group group : groups) {
        addClimb(group, level, times, own);
      }
      double factor = factor(times, own, level / rate);
      for (int step = 0; step < times.length; step++) {
        cumulative[step] += count * factor * own[step];
      }
    }

    private static void addClimb(Group group, double level, double[] times, double[] own) {
      Climb climb = new Climb(group.information(), level / group.weight());
      double sum = 0;
      double before = 0;
      double shareBefore = 0;
      for (int step = 0; step < times.length; step++) {
        double share = climb.arrived(times[step]);
        sum += (times[step] - before) * (share + shareBefore) / 2;
        before = times[step];
        shareBefore = share;
        own[step] += group.rate() / level * sum;
      }
    }

    /** By how much the rates are higher than in the long run, for the mean time to be right. */
    private static double factor(double[] times, double[] own, double mean) {
      double wanted = Math.log(mean);
      return Math.exp(
          FalsePosition.zero(
              factor -> wanted - Math.log(integral(times, own, Math.exp(factor))),
              0,
              HIGHEST_FACTOR,
              FACTOR_PRECISION));
    }
  }

  /** The time at which a chart can have reached a height, by the inverse Gaussian distribution. */
  private static final class Climb {

    private final double mean;
    private final double shape;

    Climb(double information, double height) {
      double log = Math.log1p(information * height);
      mean = log / information;
      double variance = 2 * log * log * log / (3 + log * log) / (information * information);
      shape = mean * mean * mean / variance;
    }

    double arrived(double time) {
      double root = Math.sqrt(shape / time);
      double ratio = 2 * shape / mean;
      double second = ratio > 500 ? 0 : Math.exp(ratio) * normal(-root * (time / mean + 1));
      return Math.min(1, normal(root * (time / mean - 1)) + second);
    }

    /**
     * Returns the normal distribution function to about 1e-4, enough for a rate that is this rough.
     */
    private static double normal(double y) {
      double x = Math.abs(y);
      double tail =
          Math.exp(-x * x / 2)
              / (Math.sqrt(2 * Math.PI) * (0.661 * x + 0.339 * Math.sqrt(x * x + 5.51)));
      return y > 0 ? 1 - tail : tail;
    }
  }
}

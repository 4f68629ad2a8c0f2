package io.github.djlobservability.suite.saturation;

import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;

/**
 * Computes the waits of Poisson arrivals at workers that take the same time for each, by queueing
 * theory.
 *
 * <p>One worker: Pollaczek and Khinchine's mean wait. Several: Erlang's for exponential service
 * times, halved, with G. P. Cosmetatos' correction (<i>Approximate explicit formulae for the
 * average queueing time in the processes (M/D/r) and (D/M/r)</i>, INFOR 13, 1975), good to about 1
 * %.
 */
final class QueueingLaw {

  private QueueingLaw() {}

  /** Mean wait in seconds below saturation. */
  static double meanWait(int workers, double perSecond, double serviceSeconds) {
    double utilization = perSecond * serviceSeconds / workers;
    if (utilization >= 1) {
      return Double.POSITIVE_INFINITY;
    }
    double exponential =
        probabilityOfWaiting(workers, perSecond * serviceSeconds)
            * serviceSeconds
            / (workers * (1 - utilization));
    double correction =
        1
            + (1 - utilization)
                * (workers - 1)
                * (Math.sqrt(4 + 5.0 * workers) - 2)
                / (16 * utilization * workers);
    return exponential / 2 * correction;
  }

  /** Erlang's C. */
  private static double probabilityOfWaiting(int workers, double erlangs) {
    double term = 1;
    double sum = 1;
    for (int k = 1; k < workers; k++) {
      term *= erlangs / k;
      sum += term;
    }
    double last = term * erlangs / workers / (1 - erlangs / workers);
    return last / (sum + last);
  }

  /**
   * Computes the waits of these very arrivals, first come, first served, if each takes the same
   * time and none is refused.
   */
  static Run run(List<Long> arrivalNanos, int workers, double serviceSeconds) {
    PriorityQueue<Double> free = new PriorityQueue<>();
    for (int i = 0; i < workers; i++) {
      free.add(0.0);
    }
    double waited = 0;
    List<Double> begins = new ArrayList<>();
    for (long nanos : arrivalNanos) {
      double arrival = nanos / 1e9;
      double begin = Math.max(arrival, free.remove());
      waited += begin - arrival;
      begins.add(begin);
      free.add(begin + serviceSeconds);
    }
    return new Run(waited / begins.size(), begins, workers, serviceSeconds);
  }

  /**
   * A run.
   *
   * @param meanWait in seconds
   * @param begins when each was begun, in seconds
   */
  record Run(double meanWait, List<Double> begins, int workers, double serviceSeconds) {

    /**
     * Returns the share of the workers' time in which they were busy, from one second to another.
     */
    double utilization(double from, double to) {
      double busy = 0;
      for (double begin : begins) {
        busy += Math.max(0, Math.min(to, begin + serviceSeconds) - Math.max(from, begin));
      }
      return busy / workers / (to - from);
    }
  }
}

package io.github.djlobservability.load;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * How much more load a model can take.
 *
 * @param saturationPerSecond requests a second at which the first of its limits is reached
 * @param share of that which is not asked for now: 1 when idle, 0 at saturation, below 0 when more
 *     is asked for than can be done
 * @param limitedBy which limit that is: {@value #WORKERS}, {@value #QUEUE}, or what the models
 *     share, {@code cpu} or {@code gpu}
 * @param limits requests a second at which each limit is reached, by its name
 */
record Headroom(
    double saturationPerSecond, double share, String limitedBy, Map<String, Double> limits) {

  /** All workers are busy all the time. */
  static final String WORKERS = "workers";

  /** The queue is too short for the requests that come at once, though workers are idle. */
  static final String QUEUE = "queue";

  /** Fewer calls don't tell; of calls that can't be seen, requests are counted. */
  static final long MIN_CALLS = 20;

  /** Below this utilization, requests are refused because of the queue. */
  private static final double SATURATED = 0.9;

  /** Copies the map. */
  public Headroom {
    limits = Map.copyOf(limits);
  }

  /**
   * Estimates it from a stretch of time.
   *
   * @param used how much is used of what the models share, by its name
   * @return null when too little happened
   */
  static @Nullable Headroom of(LoadWindow window, Map<String, ResourceUse> used) {
    if ((window.translated() ? window.work().calls() : window.servedCount()) < MIN_CALLS) {
      return null;
    }
    SortedMap<String, Double> limits = new TreeMap<>();
    double workers = workers(window);
    if (workers > 0) {
      limits.put(WORKERS, workers);
    }
    used.forEach(
        (resource, use) -> {
          if (use.tells()) {
            limits.put(resource, use.limit(window.served()));
          }
        });
    return limits.isEmpty() ? null : of(window, limits);
  }

  private static Headroom of(LoadWindow window, SortedMap<String, Double> limits) {
    Map.Entry<String, Double> first =
        Collections.min(limits.entrySet(), Map.Entry.comparingByValue());
    double saturation = first.getValue();
    boolean tooShort =
        window.work().rejected() > 0
            && window.utilization() < SATURATED
            && window.served() < SATURATED * saturation;
    return new Headroom(
        saturation, 1 - window.offered() / saturation, tooShort ? QUEUE : first.getKey(), limits);
  }

  /** Returns the same limits at another load. */
  Headroom at(double offered) {
    return new Headroom(saturationPerSecond, 1 - offered / saturationPerSecond, limitedBy, limits);
  }

  /** Returns the capacity of the workers; NaN when that isn't known. */
  private static double workers(LoadWindow window) {
    int limit = Math.max(window.pool().limit(), window.pool().running());
    if (window.translated()) {
      ServiceTime service = ServiceTime.of(window.work(), MIN_CALLS);
      return service == null ? Double.NaN : service.capacity(limit, window.pool().batchLimit());
    }
    double busy = window.samples().busyWorkers();
    return busy > 0 ? window.served() * limit / busy : Double.NaN;
  }
}

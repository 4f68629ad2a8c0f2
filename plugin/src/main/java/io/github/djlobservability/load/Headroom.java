package io.github.djlobservability.load;

import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * How much more load a model can take.
 *
 * @param saturationPerSecond requests a second at which the first of its limits is reached
 * @param share of that which is not asked for now: 1 when idle, 0 at saturation, below 0 when more
 *     is asked for than can be done
 * @param limitedBy which limit that is: {@value #WORKERS}, {@value #QUEUE}, or what the models
 *     share, such as {@code cpu}
 * @param limits requests a second at which each limit is reached, by its name
 */
public record Headroom(
    double saturationPerSecond, double share, String limitedBy, Map<String, Double> limits) {

  /** All workers are busy all the time. */
  static final String WORKERS = "workers";

  /** The queue is too short for the requests that come at once, though workers are idle. */
  static final String QUEUE = "queue";

  /** Fewer requests don't tell. */
  static final long MIN_REQUESTS = 20;

  /** What refuses requests below this utilization is the queue. */
  private static final double SATURATED = 0.9;

  /** Less of a shared resource can't be told from what the process uses anyway. */
  private static final double LEAST_USED = 0.05;

  /** Copies the map. */
  public Headroom {
    limits = Map.copyOf(limits);
  }

  /**
   * Estimates it from a stretch of time.
   *
   * @param shareOfWork the model's share of the time that the workers of all models were busy
   * @param used how much of each shared resource all models used, 0 to 1; NaN where unknown
   * @return null when too little happened
   */
  static @Nullable Headroom of(LoadWindow window, double shareOfWork, Map<String, Double> used) {
    double workers = workers(window);
    if (!(workers > 0)) {
      return null;
    }
    Map<String, Double> limits = new TreeMap<>();
    limits.put(WORKERS, workers);
    used.forEach(
        (resource, utilization) -> {
          double byModel = utilization * shareOfWork;
          if (byModel >= LEAST_USED) {
            limits.put(resource, window.served() * (1 + (1 - utilization) / byModel));
          }
        });
    String first = WORKERS;
    for (Map.Entry<String, Double> limit : limits.entrySet()) {
      first = limit.getValue() < limits.getOrDefault(first, workers) ? limit.getKey() : first;
    }
    double saturation = limits.getOrDefault(first, workers);
    boolean tooShort = window.work().rejected() > 0 && window.utilization() < SATURATED;
    return new Headroom(
        saturation, 1 - window.offered() / saturation, tooShort ? QUEUE : first, limits);
  }

  /** The same limits at another load. */
  Headroom at(double offered) {
    return new Headroom(saturationPerSecond, 1 - offered / saturationPerSecond, limitedBy, limits);
  }

  /** What the workers can do; NaN when too little happened. */
  private static double workers(LoadWindow window) {
    int limit = Math.max(window.pool().limit(), window.pool().running());
    if (window.translated()) {
      ServiceTime service = ServiceTime.of(window.work(), MIN_REQUESTS);
      return service == null ? Double.NaN : service.capacity(limit, window.pool().batchLimit());
    }
    double busy = window.samples().busyWorkers();
    return window.served() * window.seconds() < MIN_REQUESTS || busy <= 0
        ? Double.NaN
        : window.served() * limit / busy;
  }
}

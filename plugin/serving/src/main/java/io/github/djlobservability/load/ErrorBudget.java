package io.github.djlobservability.load;

import io.github.djlobservability.load.TimeBuckets.Counts;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How one objective of a model is kept: the share of bad requests by the share that the objective
 * allows is the burn rate, at 1 of which the budget of 30 days lasts 30 days. Not thread-safe.
 * Memory: 31 kB.
 */
final class ErrorBudget {

  /** Fewer requests in a window make no status. */
  static final long MIN_REQUESTS = 10;

  /** Is the time that the budget is for. */
  static final Duration PERIOD = Duration.ofDays(30);

  /** Each window with its name, shortest first. */
  static final Map<String, Duration> WINDOWS = windows();

  private static final List<Rule> RULES =
      List.of(
          new Rule(BurnStatus.FAST_BURN, 14.4, "1h", "5m"),
          new Rule(BurnStatus.BURN, 6, "6h", "30m"),
          new Rule(BurnStatus.SLOW_BURN, 1, "3d", "6h"));

  private static final Duration FINE = Duration.ofSeconds(10);
  private static final Duration COARSE = Duration.ofMinutes(5);
  private static final Duration COARSEST = Duration.ofHours(1);

  private final double allowed;
  private final TimeBuckets fine;
  private final TimeBuckets coarse;
  private final TimeBuckets coarsest;
  private BurnStatus status = BurnStatus.OK;

  /**
   * @param objective share of the requests that are to be good, above 0 and below 1
   * @param nanos the present moment
   */
  ErrorBudget(double objective, long nanos) {
    this.allowed = 1 - objective;
    this.fine = buckets(FINE, Duration.ofHours(1), nanos);
    this.coarse = buckets(COARSE, Duration.ofDays(3), nanos);
    this.coarsest = buckets(COARSEST, PERIOD, nanos);
  }

  private static TimeBuckets buckets(Duration length, Duration span, long nanos) {
    return new TimeBuckets(length.toNanos(), (int) (span.toNanos() / length.toNanos()), nanos);
  }

  private static Map<String, Duration> windows() {
    Map<String, Duration> windows = new LinkedHashMap<>();
    windows.put("5m", Duration.ofMinutes(5));
    windows.put("30m", Duration.ofMinutes(30));
    windows.put("1h", Duration.ofHours(1));
    windows.put("6h", Duration.ofHours(6));
    windows.put("3d", Duration.ofDays(3));
    return windows;
  }

  /** Takes in what happened since the last time, and returns the status that there is now. */
  BurnStatus update(long nanos, long total, long bad) {
    fine.add(nanos, total, bad);
    coarse.add(nanos, total, bad);
    coarsest.add(nanos, total, bad);
    status = BurnStatus.OK;
    for (Rule rule : RULES) {
      if (status == BurnStatus.OK
          && burns(nanos, rule.longWindow(), rule.rate())
          && burns(nanos, rule.shortWindow(), rule.rate())) {
        status = rule.status();
      }
    }
    return status;
  }

  private boolean burns(long nanos, String window, double rate) {
    Counts counts = counts(nanos, window);
    return counts.total() >= MIN_REQUESTS && burnRate(counts) >= rate;
  }

  BurnStatus status() {
    return status;
  }

  /** Returns the burn rate over each window; 0 where there were no requests. */
  Map<String, Double> burnRates(long nanos) {
    Map<String, Double> rates = new LinkedHashMap<>();
    WINDOWS.keySet().forEach(window -> rates.put(window, burnRate(counts(nanos, window))));
    return rates;
  }

  /** Returns the share of the 30 days' budget that is left; below 0 when more was used. */
  double budgetLeft(long nanos) {
    return 1 - burnRate(coarsest.last(nanos, PERIOD.toNanos()));
  }

  private Counts counts(long nanos, String window) {
    Duration length = WINDOWS.getOrDefault(window, Duration.ZERO);
    return (length.compareTo(Duration.ofHours(1)) <= 0 ? fine : coarse)
        .last(nanos, length.toNanos());
  }

  private double burnRate(Counts counts) {
    return counts.total() == 0 ? 0 : (double) counts.bad() / counts.total() / allowed;
  }

  private record Rule(BurnStatus status, double rate, String longWindow, String shortWindow) {}
}

package io.github.djlobservability.suite.http;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * Holds the result of a load.
 *
 * @param sent the number of requests by the name of their case
 * @param problems one line for each request that went wrong
 * @param latenciesNanos of each request from its sending to the end of its response, sorted
 */
public record LoadReport(
    Map<String, Integer> sent, List<String> problems, Duration elapsed, List<Long> latenciesNanos) {

  public int requests() {
    return latenciesNanos.size();
  }

  public double requestsPerSecond() {
    return requests() / (elapsed.toNanos() / 1e9);
  }

  /**
   * Returns the latency that this share of the requests did not exceed.
   *
   * @param share above 0, at most 1
   */
  public Duration latency(double share) {
    int rank = (int) Math.ceil(share * requests());
    return Duration.ofNanos(latenciesNanos.get(rank - 1));
  }
}

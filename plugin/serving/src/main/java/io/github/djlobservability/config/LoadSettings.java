package io.github.djlobservability.config;

import org.jspecify.annotations.Nullable;

/**
 * How a model's load is watched.
 *
 * @param enabled whether it is
 * @param latency how fast requests are to be answered; null for no objective
 * @param availability share of the requests that are to be answered, above 0 and below 1; null for
 *     no objective
 * @param clientHeader the header that says which client a request is from; null for none
 */
public record LoadSettings(
    boolean enabled,
    @Nullable LatencyObjective latency,
    @Nullable Double availability,
    @Nullable String clientHeader) {

  /** What holds for those who say nothing. */
  public static final LoadSettings DEFAULTS = new LoadSettings(true, null, null, null);

  /** Whether there is an objective to count for. */
  public boolean hasObjective() {
    return enabled && (latency != null || availability != null);
  }

  /** Returns these, switched on or off. */
  public LoadSettings withEnabled(boolean on) {
    return new LoadSettings(on, latency, availability, clientHeader);
  }
}

package io.github.djlobservability.config.value;

import java.util.Locale;

/** How many metrics are exported: each level has those of the ones before it. */
public enum MetricLevel {
  /** Has what alerts and a first look need. */
  ESSENTIAL,
  /** Has also what says why. */
  STANDARD,
  /** Has every metric. */
  ALL;

  /** Returns the name in settings and in docs/telemetry.md. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}

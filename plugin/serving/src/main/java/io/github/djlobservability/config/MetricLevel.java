package io.github.djlobservability.config;

import java.util.Locale;

/** How many metrics are exported: each level has those of the ones before it. */
public enum MetricLevel {
  /** Those that alerts and a first look need. */
  ESSENTIAL,
  /** Those that say why. */
  STANDARD,
  /** Every one that there is. */
  ALL;

  /** Returns the name in settings and in docs/telemetry.md. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}

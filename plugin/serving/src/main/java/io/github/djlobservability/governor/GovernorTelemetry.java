package io.github.djlobservability.governor;

import io.github.djlobservability.telemetry.Telemetry;
import io.github.djlobservability.telemetry.definition.PluginKeys;
import io.github.djlobservability.telemetry.definition.PluginMetric;
import io.opentelemetry.api.common.Attributes;

/** Measures how a governor stands, whenever metrics are read. */
public final class GovernorTelemetry {
  private GovernorTelemetry() {}

  /** Begins to measure. */
  public static void observe(Governor governor, Telemetry telemetry) {
    telemetry
        .instruments(PluginMetric.class)
        .observe(
            to -> {
              GovernorReport report = governor.report();
              to.record(PluginMetric.CPU_USAGE, report.ownCpu(), Attributes.empty());
              to.record(PluginMetric.CPU_LIMIT, report.allowedCpu(), Attributes.empty());
              to.record(PluginMetric.KEPT, report.captureKept(), part("capture"));
              to.record(PluginMetric.KEPT, report.driftKept(), part("drift"));
            });
  }

  private static Attributes part(String name) {
    return Attributes.of(PluginKeys.PART, name);
  }
}

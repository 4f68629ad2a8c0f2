package io.github.djlobservability.telemetry.series;

import io.github.djlobservability.config.MetricSetting;
import io.github.djlobservability.config.Settings;
import io.github.djlobservability.config.value.MetricLevel;
import io.github.djlobservability.telemetry.definition.Metric;
import java.util.List;

/**
 * Says which metrics there are. What is excluded by name is not there, what is included by name is,
 * and of all others the level decides. Immutable.
 *
 * @param level the level that is chosen
 * @param included names, or beginnings of names with a {@code *}
 * @param excluded names, or beginnings of names with a {@code *}
 */
public record MetricSelection(MetricLevel level, List<String> included, List<String> excluded) {

  /** Every metric that there is. */
  public static final MetricSelection ALL =
      new MetricSelection(MetricLevel.ALL, List.of(), List.of());

  /** Copies the lists. */
  public MetricSelection {
    included = List.copyOf(included);
    excluded = List.copyOf(excluded);
  }

  /** Returns the one of the server's settings. */
  public static MetricSelection of(Settings settings) {
    return new MetricSelection(
        settings.get(MetricSetting.LEVEL),
        settings.get(MetricSetting.INCLUDE),
        settings.get(MetricSetting.EXCLUDE));
  }

  /** Returns whether a metric is there. */
  public boolean has(Metric.Definition metric) {
    if (anyMatches(excluded, metric.name())) {
      return false;
    }
    return metric.level().compareTo(level) <= 0 || anyMatches(included, metric.name());
  }

  /** Returns whether series that can come to be stand at zero from the start. */
  public boolean showsZeros() {
    return level != MetricLevel.ESSENTIAL;
  }

  private static boolean anyMatches(List<String> patterns, String name) {
    for (String pattern : patterns) {
      int last = pattern.length() - 1;
      boolean matches =
          pattern.charAt(last) == '*'
              ? name.startsWith(pattern.substring(0, last))
              : name.equals(pattern);
      if (matches) {
        return true;
      }
    }
    return false;
  }
}

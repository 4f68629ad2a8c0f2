package io.github.djlobservability.config;

import io.github.djlobservability.config.value.HistogramForm;
import io.github.djlobservability.config.value.MetricLevel;
import java.util.List;

/** The settings of which metrics are exported, and where they can be read. */
public final class MetricSetting {
  private static final int MAX_NAMES = 100;
  private static final String NAMES =
      "names of metrics with commas between them; `*` at the end stands for anything";

  public static final Setting<MetricLevel> LEVEL =
      Setting.ofServer(
          "observability.metrics.level",
          Notation.oneOf(MetricLevel.class),
          MetricLevel.STANDARD,
          "which metrics there are; [telemetry.md](telemetry.md#how-many-series) says which is at"
              + " which level");

  public static final Setting<List<String>> INCLUDE =
      Setting.ofServer(
          "observability.metrics.include",
          Notation.names(NAMES, MAX_NAMES),
          List.of("-"),
          "metrics that there are at any level; `-` for none");

  public static final Setting<List<String>> EXCLUDE =
      Setting.ofServer(
          "observability.metrics.exclude",
          Notation.names(NAMES, MAX_NAMES),
          List.of("-"),
          "metrics that there are not, whatever else is set; `-` for none");

  public static final Setting<Long> SERIES =
      Setting.optionalOfServer(
          "observability.metrics.series",
          Notation.wholeOrZero("a number of series", 50, 1_000_000),
          "`500`; with the level `all`, `0`",
          "the most series of a model, each bucket being one; the least important beyond it are"
              + " left out and counted. `0`: no limit");

  public static final Setting<HistogramForm> HISTOGRAMS =
      Setting.ofServer(
          "observability.metrics.histograms",
          Notation.oneOf(HistogramForm.class),
          HistogramForm.EXPLICIT,
          "`exponential`: OTLP gets exponential histograms, which Prometheus keeps as native ones."
              + " The page has fixed buckets in any case");

  public static final Setting<Boolean> PAGE =
      Setting.ofServer(
          "observability.metrics.page",
          Notation.flag(),
          true,
          "whether `/observability/metrics` has the metrics for Prometheus, whatever else they are"
              + " exported to");

  public static final Setting<Boolean> APPEND_TO_SERVER =
      Setting.ofServer(
          "observability.metrics.append-to-server",
          Notation.flag(),
          false,
          "whether they also stand below the server's own at `/server/metrics`");

  private static final long STANDARD_SERIES = 500;

  private MetricSetting() {}

  /** Returns the most series of a model; 0 for no limit. */
  public static long series(Settings settings) {
    Long set = settings.find(SERIES);
    if (set != null) {
      return set;
    }
    return settings.get(LEVEL) == MetricLevel.ALL ? 0 : STANDARD_SERIES;
  }
}

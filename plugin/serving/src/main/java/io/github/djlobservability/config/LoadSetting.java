package io.github.djlobservability.config;

import io.github.djlobservability.config.value.LatencyObjective;
import java.time.Duration;

/** The settings of how busy a model is, and of its objectives. */
public final class LoadSetting {
  private static final String NO_OBJECTIVE = "no objective";

  public static final Setting<Boolean> LOAD =
      Setting.ofModel(
          "observability.load",
          Notation.flag(),
          true,
          "whether workers, queue, batches and headroom are watched; see [load.md](load.md)");

  public static final Setting<LatencyObjective> SLO_LATENCY =
      Setting.optionalOfModel(
          "observability.slo.latency",
          Notation.of(
              "`pN<T`, such as `p99<200ms` or `p99.9<1.5s`, N from 50 to below 100",
              LatencyObjective::parse),
          NO_OBJECTIVE,
          "how fast N % of the requests are to be; see [load.md](load.md#objectives)");

  public static final Setting<Double> SLO_AVAILABILITY =
      Setting.optionalOfModel(
          "observability.slo.availability",
          Notation.percentage(),
          NO_OBJECTIVE,
          "how many requests are to succeed");

  public static final Setting<Duration> SLO_PATIENCE =
      Setting.ofModel(
          "observability.slo.patience",
          TimeNotation.time(),
          Duration.ofSeconds(10),
          "a client that leaves after it has waited so long without a byte of the response was"
              + " failed; with an objective for latency its limit is taken instead");

  public static final Setting<String> CLIENT_HEADER =
      Setting.optionalOfModel(
          "observability.client-header",
          Notation.text("the name of a header"),
          "none",
          "names the client, for [what changed with latency](load.md#what-changed-with-it);"
              + " shown in events and on the page");

  public static final Setting<String> ENGINE_METRICS =
      Setting.optionalOfModel(
          "observability.engine-metrics",
          Notation.of(
              "an address that begins with `http://` or `https://`",
              text -> text.matches("https?://[!-~]+") ? text : null),
          "none",
          "where the model's engine publishes its own metrics, such as"
              + " `http://127.0.0.1:8000/metrics` of vLLM; see [load.md](load.md#engines)");

  private LoadSetting() {}

  /** Returns whether there is an objective to count for. */
  public static boolean hasObjective(Settings settings) {
    return settings.get(LOAD)
        && (settings.find(SLO_LATENCY) != null || settings.find(SLO_AVAILABILITY) != null);
  }
}

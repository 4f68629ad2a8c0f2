package io.github.djlobservability.telemetry.definition;

import static io.github.djlobservability.telemetry.definition.Instrument.gauge;
import static io.github.djlobservability.telemetry.definition.Instrument.observedCounter;
import static io.github.djlobservability.telemetry.definition.Instrument.wholeGauge;

/** The metrics of an engine behind the server, such as vLLM, as the engine itself counts. */
public enum EngineMetric implements Metric {
  RUNNING(
      "djl.serving.engine.request.running",
      wholeGauge("{request}"),
      "Requests that the engine computes. Those of all engines of the model's process."),
  WAITING(
      "djl.serving.engine.request.waiting",
      wholeGauge("{request}"),
      "Requests that wait inside the engine. Those of all engines of the model's process."),
  CACHE_USAGE(
      "djl.serving.engine.cache.utilization",
      gauge("1"),
      "Share of the engine's KV cache that is in use, 0 to 1. Of several engines that of the"
          + " fullest."),
  PREEMPTIONS(
      "djl.serving.engine.preemptions",
      observedCounter("{preemption}"),
      "Requests that the engine put back because its KV cache was full."),
  CACHE_QUERIES(
      "djl.serving.engine.prefix_cache.queries",
      observedCounter("{token}"),
      "Tokens of prompts that were looked for in the engine's prefix cache."),
  CACHE_HITS(
      "djl.serving.engine.prefix_cache.hits",
      observedCounter("{token}"),
      "Tokens of prompts that were found in the engine's prefix cache.");

  private final Definition definition;

  EngineMetric(String name, Instrument instrument, String text) {
    definition = Definition.standard(name, instrument, text, ModelKeys.model());
  }

  @Override
  public Definition definition() {
    return definition;
  }
}

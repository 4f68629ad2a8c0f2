package io.github.djlobservability.telemetry.definition;

import static io.github.djlobservability.telemetry.definition.Instrument.counter;
import static io.github.djlobservability.telemetry.definition.Instrument.gauge;
import static io.github.djlobservability.telemetry.definition.Instrument.observedCounter;
import static io.github.djlobservability.telemetry.definition.Instrument.observedFractionCounter;
import static io.github.djlobservability.telemetry.definition.Instrument.observedUpDownCounter;
import static io.github.djlobservability.telemetry.definition.Metric.Definition.essential;

import java.util.List;

/** The metrics of the plugin itself. */
public enum PluginMetric implements Metric {
  FAILURES(
      essential(
          "djl.serving.observability.failures",
          counter("{failure}"),
          "Failures of the plugin itself. Each was caught before it could touch an inference.",
          List.of(PluginKeys.PART))),
  WRONG_TOKENS(
      essential(
          "djl.serving.observability.access.wrong_tokens",
          counter("{request}"),
          "Requests for the plugin's pages that came with a wrong token.",
          List.of())),
  CONTENT_UNREAD(
      essential(
          "djl.serving.observability.content.unread",
          counter("By"),
          "Bytes of requests and responses that were not read because too many waited.",
          List.of())),
  OBSERVATIONS_DROPPED(
      essential(
          "djl.serving.observability.observations.dropped",
          observedCounter("{observation}"),
          "Requests that drift detection did not see because too many waited.",
          List.of())),
  INFERENCE_LOG(
      essential(
          "djl.serving.observability.inference_log.inferences",
          counter("{inference}"),
          "Inferences of models with an inference log, by what became of them and why they were"
              + " chosen.",
          ModelKeys.model(PluginKeys.INFERENCE_OUTCOME, PluginKeys.INFERENCE_REASON))),
  EXPORTS(
      essential(
          "djl.serving.observability.exports",
          observedCounter("{export}"),
          "Exports of telemetry that the plugin sent, by how they ended.",
          List.of(PluginKeys.SIGNAL, PluginKeys.EXPORT_OUTCOME))),
  EXPORTS_LOST(
      essential(
          "djl.serving.observability.exports.lost",
          observedCounter("{item}"),
          "Spans and log records that were not exported: an export failed for good, or too many"
              + " waited.",
          List.of(PluginKeys.SIGNAL))),
  AUDIT_RECORDS(
      essential(
          "djl.serving.observability.audit.records",
          counter("{record}"),
          "Records of audit logs that were written, and requests that have none.",
          ModelKeys.model(PluginKeys.AUDIT_OUTCOME))),
  CONFIGURATION_ERRORS(
      essential(
          "djl.serving.observability.configuration.errors",
          observedUpDownCounter("{error}"),
          "Settings that are wrong and not in force.",
          List.of())),
  SERIES_LEFT_OUT(
      essential(
          "djl.serving.observability.series.left_out",
          observedUpDownCounter("{series}"),
          "Series of a model that are left out because it has too many. See"
              + " [below](#how-many-series).",
          ModelKeys.model())),
  HTTP_DOOR_FALLBACK(
      essential(
          "djl.serving.observability.http_door.fallback",
          observedUpDownCounter("{door}"),
          "1 where requests are seen only where the server asks its plugins, else 0.",
          List.of())),
  MEMORY_LIMIT(
      essential(
          "djl.serving.observability.memory.limit",
          observedUpDownCounter("By"),
          "Heap that the plugin's buffers may hold, all together.",
          List.of())),
  MEMORY_HELD(
      essential(
          "djl.serving.observability.memory.held",
          observedUpDownCounter("By"),
          "Heap that a buffer of the plugin holds.",
          List.of(PluginKeys.BUFFER))),
  MEMORY_REFUSED(
      essential(
          "djl.serving.observability.memory.refused",
          observedCounter("{claim}"),
          "Claims of memory that were refused: what they were for was left out.",
          List.of(PluginKeys.BUFFER, PluginKeys.REASON))),
  QUEUE_WAITING(
      essential(
          "djl.serving.observability.queue.waiting",
          observedUpDownCounter("{item}"),
          "Items that wait for a thread of the plugin, or are worked on.",
          List.of(PluginKeys.BUFFER))),
  QUEUE_LIMIT(
      essential(
          "djl.serving.observability.queue.limit",
          observedUpDownCounter("{item}"),
          "Items that may wait for a thread of the plugin, or be worked on; more are refused.",
          List.of(PluginKeys.BUFFER))),
  QUEUE_REFUSED(
      essential(
          "djl.serving.observability.queue.refused",
          observedCounter("{item}"),
          "Items that were refused because too many wait, or the thread is gone.",
          List.of(PluginKeys.BUFFER, PluginKeys.REASON))),
  THREAD_UP(
      essential(
          "djl.serving.observability.thread.up",
          observedUpDownCounter("{thread}"),
          "1 where a thread of the plugin does its work, 0 where it has given up.",
          List.of(PluginKeys.THREAD))),
  THREAD_RESTARTS(
      essential(
          "djl.serving.observability.thread.restarts",
          observedCounter("{restart}"),
          "How often a thread of the plugin began anew after a failure of its loop.",
          List.of(PluginKeys.THREAD))),
  THREAD_BUSY(
      essential(
          "djl.serving.observability.thread.busy",
          gauge("s"),
          "How long a thread of the plugin has worked on the item at hand. Many seconds say that it"
              + " hangs.",
          List.of(PluginKeys.THREAD))),
  CPU_TIME(
      essential(
          "djl.serving.observability.cpu.time",
          observedFractionCounter("s"),
          "CPU time that a thread of the plugin has taken. What the doors do on the server's"
              + " threads is not in it.",
          List.of(PluginKeys.THREAD))),
  ALLOCATED(
      essential(
          "djl.serving.observability.memory.allocated",
          observedCounter("By"),
          "Heap that a thread of the plugin has allocated, given back or not.",
          List.of(PluginKeys.THREAD))),
  CPU_USAGE(
      essential(
          "djl.serving.observability.cpu.usage",
          gauge("{cpu}"),
          "Processors that the plugin's threads take, of the last second.",
          List.of())),
  CPU_LIMIT(
      essential(
          "djl.serving.observability.cpu.limit",
          gauge("{cpu}"),
          "Processors that the plugin's threads may take by observability.cpu-share.",
          List.of())),
  KEPT(
      essential(
          "djl.serving.observability.kept",
          gauge("1"),
          "Share of the requests that drift compares, and of the chosen inferences that are logged;"
              + " below 1 where there is no time for all.",
          List.of(PluginKeys.PART)));

  private final Definition definition;

  PluginMetric(Definition definition) {
    this.definition = definition;
  }

  @Override
  public Definition definition() {
    return definition;
  }
}

package io.github.djlobservability.telemetry;

import io.github.djlobservability.telemetry.definition.PluginKeys;
import io.github.djlobservability.telemetry.definition.PluginMetric;
import io.github.djlobservability.telemetry.series.LeftOutSeries;
import io.github.djlobservability.worker.HandOff;
import io.github.djlobservability.worker.MemoryBudget;
import io.github.djlobservability.worker.MemoryShare;
import io.github.djlobservability.worker.ThreadUse;
import io.github.djlobservability.worker.Worker;
import io.github.djlobservability.worker.Workers;
import io.opentelemetry.api.common.Attributes;
import java.util.List;

/** Measures what the plugin's own threads, queues and buffers take, whenever metrics are read. */
final class OwnTelemetry {
  private OwnTelemetry() {}

  static void measure(Workers workers, List<ExportReport> exports, Measurements<PluginMetric> to) {
    MemoryBudget.Report memory = workers.memory().report();
    to.record(PluginMetric.MEMORY_LIMIT, memory.limitBytes(), Attributes.empty());
    memory.shares().forEach(share -> measure(share, to));
    workers.handOffs().forEach(queue -> measure(queue, to));
    workers.threads().forEach(thread -> measure(thread, to));
    workers.use().forEach(use -> measure(use, to));
    exports.forEach(signal -> measure(signal, to));
  }

  private static void measure(ExportReport signal, Measurements<PluginMetric> to) {
    to.record(PluginMetric.EXPORTS, signal.succeeded(), ended(signal, "succeeded"));
    to.record(PluginMetric.EXPORTS, signal.failed(), ended(signal, "failed"));
    to.record(
        PluginMetric.EXPORTS_LOST,
        signal.lost(),
        Attributes.of(PluginKeys.SIGNAL, signal.signal()));
  }

  private static Attributes ended(ExportReport signal, String outcome) {
    return Attributes.of(PluginKeys.SIGNAL, signal.signal(), PluginKeys.EXPORT_OUTCOME, outcome);
  }

  static void measure(LeftOutSeries leftOut, Measurements<PluginMetric> to) {
    leftOut
        .counts()
        .forEach(
            (model, count) ->
                to.record(
                    PluginMetric.SERIES_LEFT_OUT, count.all(), ModelAttributes.of(model).build()));
  }

  private static void measure(MemoryShare.Report share, Measurements<PluginMetric> to) {
    to.record(PluginMetric.MEMORY_HELD, share.heldBytes(), buffer(share.name()));
    to.record(PluginMetric.MEMORY_REFUSED, share.refusedByShare(), refused(share.name(), "bytes"));
    to.record(
        PluginMetric.MEMORY_REFUSED, share.refusedByBudget(), refused(share.name(), "memory"));
  }

  private static void measure(HandOff.Report queue, Measurements<PluginMetric> to) {
    to.record(PluginMetric.QUEUE_WAITING, queue.waiting(), buffer(queue.name()));
    to.record(PluginMetric.QUEUE_LIMIT, queue.limit(), buffer(queue.name()));
    queue
        .refused()
        .forEach(
            (reason, count) ->
                to.record(PluginMetric.QUEUE_REFUSED, count, refused(queue.name(), reason)));
  }

  private static void measure(Worker.Report thread, Measurements<PluginMetric> to) {
    Attributes name = Attributes.of(PluginKeys.THREAD, thread.name());
    to.record(PluginMetric.THREAD_UP, thread.isUp() ? 1 : 0, name);
    to.record(PluginMetric.THREAD_RESTARTS, thread.restarts(), name);
    to.record(PluginMetric.THREAD_BUSY, thread.busySeconds(), name);
  }

  private static void measure(ThreadUse use, Measurements<PluginMetric> to) {
    Attributes name = Attributes.of(PluginKeys.THREAD, use.name());
    to.record(PluginMetric.CPU_TIME, use.cpuSeconds(), name);
    to.record(PluginMetric.ALLOCATED, use.allocatedBytes(), name);
  }

  private static Attributes buffer(String name) {
    return Attributes.of(PluginKeys.BUFFER, name);
  }

  private static Attributes refused(String name, String reason) {
    return Attributes.of(PluginKeys.BUFFER, name, PluginKeys.REASON, reason);
  }
}

package io.github.djlobservability.load;

import io.github.djlobservability.model.LoadedOn;
import io.github.djlobservability.model.ModelId;
import io.github.djlobservability.model.PoolReading;
import io.github.djlobservability.model.ServedModel;
import io.github.djlobservability.model.ServedModels;
import io.github.djlobservability.model.WorkTotals;
import io.github.djlobservability.telemetry.Instruments;
import io.github.djlobservability.telemetry.Measurements;
import io.github.djlobservability.telemetry.ModelAttributes;
import io.github.djlobservability.telemetry.definition.LoadKeys;
import io.github.djlobservability.telemetry.definition.LoadMetric;
import io.github.djlobservability.telemetry.definition.ModelKeys;
import io.opentelemetry.api.common.Attributes;

/** Has the models' load read whenever metrics are collected. Stateless. */
final class LoadTelemetry {
  private LoadTelemetry() {}

  static void observe(
      Instruments<LoadMetric> instruments, ServedModels models, LoadMonitoring loads) {
    instruments.observe(
        to -> {
          for (ServedModel model : models.all()) {
            ModelLoad.Reading reading = loads.reading(model.id());
            if (reading != null) {
              measure(model, reading, to);
            }
          }
        });
  }

  private static void measure(
      ServedModel model, ModelLoad.Reading reading, Measurements<LoadMetric> to) {
    Attributes attributes = ModelAttributes.of(model.id()).build();
    WorkTotals totals = model.statistics().work().totals();
    LoadWindow window = reading.window();
    PoolReading pool = window.pool();
    to.record(LoadMetric.READY, pool.ready() ? 1 : 0, attributes);
    to.record(LoadMetric.ACTIVE_REQUESTS, totals.inFlight(), attributes);
    to.record(
        LoadMetric.RUNNING_REQUESTS, Math.max(0, totals.inFlight() - pool.queueSize()), attributes);
    to.record(LoadMetric.QUEUE_SIZE, pool.queueSize(), attributes);
    to.record(LoadMetric.QUEUE_LIMIT, pool.queueLimit(), attributes);
    to.record(LoadMetric.WORKER_UTILIZATION, window.utilization(), attributes);
    pool.devices().forEach(workers -> measure(model.id(), workers, to));
    if (model.translated()) {
      to.record(LoadMetric.WORKER_BUSY_TIME, totals.busySeconds(), attributes);
      measureBatches(window, totals, attributes, to);
    }
    Headroom headroom = reading.headroom();
    if (headroom != null) {
      to.record(LoadMetric.HEADROOM, headroom.share(), attributes);
      headroom
          .limits()
          .forEach(
              (resource, limit) ->
                  to.record(LoadMetric.SATURATION, limit, limitedBy(model.id(), resource)));
    }
    reading.objectives().forEach(report -> ObjectiveTelemetry.measure(model, report, to));
    for (LoadedOn load : model.statistics().loads()) {
      if (load.residentBytes() != null) {
        to.record(LoadMetric.LOAD_MEMORY, load.residentBytes(), on(model.id(), load.device()));
      }
    }
  }

  private static void measure(
      ModelId model, PoolReading.Workers workers, Measurements<LoadMetric> to) {
    Attributes device = on(model, workers.device());
    to.record(LoadMetric.WORKER_LIMIT, workers.limit(), device);
    to.record(LoadMetric.WORKERS, workers.idle(), inState(device, "idle"));
    to.record(LoadMetric.WORKERS, workers.busy(), inState(device, "busy"));
    to.record(LoadMetric.WORKERS, workers.starting(), inState(device, "starting"));
    to.record(LoadMetric.WORKERS, workers.stopped(), inState(device, "stopped"));
    to.record(LoadMetric.WORKERS, workers.failed(), inState(device, "failed"));
  }

  private static void measureBatches(
      LoadWindow window, WorkTotals totals, Attributes model, Measurements<LoadMetric> to) {
    int limit = Math.max(1, window.pool().batchLimit());
    WorkTotals recent = window.work();
    to.record(LoadMetric.BATCH_LIMIT, limit, model);
    if (recent.calls() > 0) {
      to.record(
          LoadMetric.BATCH_EFFICIENCY,
          Math.min(1, (double) recent.requests() / recent.calls() / limit),
          model);
    }
    if (totals.values() > 0) {
      to.record(LoadMetric.BATCH_VALUES, totals.values(), model);
      to.record(LoadMetric.BATCH_PADDING, totals.padding(), model);
    }
  }

  private static Attributes on(ModelId model, String device) {
    return ModelAttributes.of(model).put(ModelKeys.DEVICE, device).build();
  }

  private static Attributes inState(Attributes device, String state) {
    return device.toBuilder().put(LoadKeys.WORKER_STATE, state).build();
  }

  private static Attributes limitedBy(ModelId model, String resource) {
    return ModelAttributes.of(model).put(LoadKeys.RESOURCE, resource).build();
  }
}

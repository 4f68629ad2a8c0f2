package io.github.djlobservability.load;

import io.github.djlobservability.model.LoadedOn;
import io.github.djlobservability.model.ModelId;
import io.github.djlobservability.model.PoolReading;
import io.github.djlobservability.model.ServedModel;
import io.github.djlobservability.model.ServedModels;
import io.github.djlobservability.model.WorkTotals;
import io.github.djlobservability.telemetry.Catalogue;
import io.github.djlobservability.telemetry.LoadInstruments;
import io.github.djlobservability.telemetry.ModelAttributes;
import io.opentelemetry.api.common.Attributes;

/** Has the models' load read whenever metrics are collected. Stateless. */
final class LoadTelemetry {
  private LoadTelemetry() {}

  static void observe(LoadInstruments instruments, ServedModels models, LoadMonitoring loads) {
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
      ServedModel model, ModelLoad.Reading reading, LoadInstruments.Measurements to) {
    Attributes attributes = ModelAttributes.of(model.id()).build();
    WorkTotals totals = model.statistics().work().totals();
    LoadWindow window = reading.window();
    PoolReading pool = window.pool();
    to.active(totals.inFlight(), attributes);
    to.queue(pool.queueSize(), pool.queueLimit(), attributes);
    to.utilization(window.utilization(), attributes);
    pool.devices().forEach(workers -> measure(model.id(), workers, to));
    if (model.translated()) {
      to.busyTime(totals.busySeconds(), attributes);
      measureBatches(window, totals, attributes, to);
    }
    Headroom headroom = reading.headroom();
    if (headroom != null) {
      to.headroom(headroom.share(), attributes);
      headroom
          .limits()
          .forEach((resource, limit) -> to.saturation(limit, limitedBy(model.id(), resource)));
    }
    reading.objectives().forEach(report -> ObjectiveTelemetry.measure(model, report, to));
    for (LoadedOn load : model.statistics().loads()) {
      if (load.residentBytes() != null) {
        to.loadMemory(load.residentBytes(), on(model.id(), load.device()));
      }
    }
  }

  private static void measure(
      ModelId model, PoolReading.Workers workers, LoadInstruments.Measurements to) {
    Attributes device = on(model, workers.device());
    to.workerLimit(workers.limit(), device);
    to.workers(workers.idle(), inState(device, "idle"));
    to.workers(workers.busy(), inState(device, "busy"));
    to.workers(workers.starting(), inState(device, "starting"));
    to.workers(workers.stopped(), inState(device, "stopped"));
    to.workers(workers.failed(), inState(device, "failed"));
  }

  private static void measureBatches(
      LoadWindow window, WorkTotals totals, Attributes model, LoadInstruments.Measurements to) {
    int limit = Math.max(1, window.pool().batchLimit());
    WorkTotals recent = window.work();
    to.batchLimit(limit, model);
    if (recent.calls() > 0) {
      to.batchEfficiency(Math.min(1, (double) recent.requests() / recent.calls() / limit), model);
    }
    if (totals.values() > 0) {
      to.padding(totals.values(), totals.padding(), model);
    }
  }

  private static Attributes on(ModelId model, String device) {
    return ModelAttributes.of(model).put(Catalogue.DEVICE, device).build();
  }

  private static Attributes inState(Attributes device, String state) {
    return device.toBuilder().put(Catalogue.WORKER_STATE, state).build();
  }

  private static Attributes limitedBy(ModelId model, String resource) {
    return ModelAttributes.of(model).put(Catalogue.RESOURCE, resource).build();
  }
}

package io.github.djlobservability.telemetry;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.metrics.LongCounter;
import io.opentelemetry.api.metrics.Meter;
import io.opentelemetry.api.metrics.ObservableDoubleMeasurement;
import io.opentelemetry.api.metrics.ObservableLongMeasurement;
import java.util.function.Consumer;

/** The metrics of how busy models are, read whenever metrics are collected. Thread-safe. */
public final class LoadInstruments {
  private final Meter meter;
  private final InstrumentFactory factory;
  private final LongCounter changes;

  LoadInstruments(Meter meter, InstrumentFactory factory) {
    this.meter = meter;
    this.factory = factory;
    this.changes = factory.counter(Catalogue.PERFORMANCE_CHANGES);
  }

  /** A model's latency or errors have changed. */
  public void changed(Attributes attributes) {
    changes.add(1, attributes);
  }

  /** Reads what is measured whenever metrics are collected. */
  public void observe(Consumer<Measurements> source) {
    Measurements to = new Measurements(factory);
    var unused =
        meter.batchCallback(
            () -> source.accept(to),
            to.active,
            to.queueSize,
            to.queueLimit,
            to.workers,
            to.workerLimit,
            to.utilization,
            to.busyTime,
            to.batchLimit,
            to.batchEfficiency,
            to.batchValues,
            to.batchPadding,
            to.saturation,
            to.headroom,
            to.loadMemory,
            to.objectiveRequests,
            to.objectiveViolations,
            to.objectiveStatus,
            to.burnRate,
            to.budget);
  }

  /** Where measured values go. */
  public static final class Measurements {
    private final ObservableLongMeasurement active;
    private final ObservableLongMeasurement queueSize;
    private final ObservableLongMeasurement queueLimit;
    private final ObservableLongMeasurement workers;
    private final ObservableLongMeasurement workerLimit;
    private final ObservableDoubleMeasurement utilization;
    private final ObservableDoubleMeasurement busyTime;
    private final ObservableLongMeasurement batchLimit;
    private final ObservableDoubleMeasurement batchEfficiency;
    private final ObservableLongMeasurement batchValues;
    private final ObservableLongMeasurement batchPadding;
    private final ObservableDoubleMeasurement saturation;
    private final ObservableDoubleMeasurement headroom;
    private final ObservableLongMeasurement loadMemory;
    private final ObservableLongMeasurement objectiveRequests;
    private final ObservableLongMeasurement objectiveViolations;
    private final ObservableLongMeasurement objectiveStatus;
    private final ObservableDoubleMeasurement burnRate;
    private final ObservableDoubleMeasurement budget;

    private Measurements(InstrumentFactory factory) {
      active = factory.longGauge(Catalogue.MODEL_ACTIVE_REQUESTS);
      queueSize = factory.longGauge(Catalogue.QUEUE_SIZE);
      queueLimit = factory.longGauge(Catalogue.QUEUE_LIMIT);
      workers = factory.longGauge(Catalogue.WORKERS);
      workerLimit = factory.longGauge(Catalogue.WORKER_LIMIT);
      utilization = factory.gauge(Catalogue.WORKER_UTILIZATION);
      busyTime = factory.observedDoubleCounter(Catalogue.WORKER_BUSY_TIME);
      batchLimit = factory.longGauge(Catalogue.BATCH_LIMIT);
      batchEfficiency = factory.gauge(Catalogue.BATCH_EFFICIENCY);
      batchValues = factory.observedCounter(Catalogue.BATCH_VALUES);
      batchPadding = factory.observedCounter(Catalogue.BATCH_PADDING);
      saturation = factory.gauge(Catalogue.SATURATION);
      headroom = factory.gauge(Catalogue.HEADROOM);
      loadMemory = factory.longGauge(Catalogue.MODEL_LOAD_MEMORY);
      objectiveRequests = factory.observedCounter(Catalogue.SLO_REQUESTS);
      objectiveViolations = factory.observedCounter(Catalogue.SLO_VIOLATIONS);
      objectiveStatus = factory.longGauge(Catalogue.SLO_STATUSES);
      burnRate = factory.gauge(Catalogue.SLO_BURN_RATE);
      budget = factory.gauge(Catalogue.SLO_BUDGET_LEFT);
    }

    /** Requests of a model that aren't over. */
    public void active(long requests, Attributes model) {
      active.record(requests, model);
    }

    /** Requests that wait, and how many may. */
    public void queue(long size, long limit, Attributes model) {
      queueSize.record(size, model);
      queueLimit.record(limit, model);
    }

    /** Workers in one state. */
    public void workers(long count, Attributes state) {
      workers.record(count, state);
    }

    /** Workers that there may be on a device. */
    public void workerLimit(long count, Attributes device) {
      workerLimit.record(count, device);
    }

    /** Share of the workers' time in which they ran the model. */
    public void utilization(double share, Attributes model) {
      utilization.record(share, model);
    }

    /** Time in which workers ran the model, added up. */
    public void busyTime(double seconds, Attributes model) {
      busyTime.record(seconds, model);
    }

    /** Requests that a batch may have. */
    public void batchLimit(long requests, Attributes model) {
      batchLimit.record(requests, model);
    }

    /** Mean size of the batches by the limit. */
    public void batchEfficiency(double share, Attributes model) {
      batchEfficiency.record(share, model);
    }

    /** Values of batches, and those of them that are padding. */
    public void padding(long values, long padded, Attributes model) {
      batchValues.record(values, model);
      batchPadding.record(padded, model);
    }

    /** The load at which one limit is reached. */
    public void saturation(double requestsPerSecond, Attributes resource) {
      saturation.record(requestsPerSecond, resource);
    }

    /** Share of the saturation load that is free. */
    public void headroom(double share, Attributes model) {
      headroom.record(share, model);
    }

    /** By how much the process grew when a model was loaded. */
    public void loadMemory(long bytes, Attributes device) {
      loadMemory.record(bytes, device);
    }

    /** Requests that count for an objective, and those that violated it. */
    public void objective(long requests, long violations, Attributes objective) {
      objectiveRequests.record(requests, objective);
      objectiveViolations.record(violations, objective);
    }

    /** How an objective is kept. */
    public void objectiveStatus(long status, double budgetLeft, Attributes objective) {
      objectiveStatus.record(status, objective);
      budget.record(budgetLeft, objective);
    }

    /** How fast the budget is used up, over one window. */
    public void burnRate(double rate, Attributes window) {
      burnRate.record(rate, window);
    }
  }
}

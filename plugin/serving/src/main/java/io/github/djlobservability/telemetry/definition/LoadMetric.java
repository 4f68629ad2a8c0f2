package io.github.djlobservability.telemetry.definition;

import static io.github.djlobservability.telemetry.definition.Instrument.counter;
import static io.github.djlobservability.telemetry.definition.Instrument.gauge;
import static io.github.djlobservability.telemetry.definition.Instrument.observedCounter;
import static io.github.djlobservability.telemetry.definition.Instrument.observedFractionCounter;
import static io.github.djlobservability.telemetry.definition.Instrument.wholeGauge;
import static io.github.djlobservability.telemetry.definition.Metric.Definition.essential;
import static io.github.djlobservability.telemetry.definition.Metric.Definition.ofAll;
import static io.github.djlobservability.telemetry.definition.Metric.Definition.standard;

import java.util.List;

/** The metrics of how busy models are, and of objectives. */
public enum LoadMetric implements Metric {
  READY(
      essential(
          "djl.serving.model.ready",
          wholeGauge("1"),
          "1 where the server serves the model and a worker is there to do it, else 0. See"
              + " [load.md](load.md#readiness).",
          ModelKeys.model())),
  ACTIVE_REQUESTS(
      essential(
          "djl.serving.request.active",
          wholeGauge("{request}"),
          "Requests for the model that are not over. See [load.md](load.md#what-is-measured).",
          ModelKeys.model())),
  RUNNING_REQUESTS(
      essential(
          "djl.serving.request.running",
          wholeGauge("{request}"),
          "Requests for the model that are not over and do not wait for a worker. See"
              + " [load.md](load.md#for-autoscalers-and-gateways).",
          ModelKeys.model())),
  QUEUE_SIZE(
      essential(
          "djl.serving.queue.size",
          wholeGauge("{request}"),
          "Requests that wait for a worker.",
          ModelKeys.model())),
  QUEUE_LIMIT(
      essential(
          "djl.serving.queue.limit",
          wholeGauge("{request}"),
          "Requests that may wait. Those that come then are refused.",
          ModelKeys.model())),
  WORKERS(
      essential(
          "djl.serving.worker.count",
          wholeGauge("{worker}"),
          "Workers, by state.",
          ModelKeys.model(ModelKeys.DEVICE, LoadKeys.WORKER_STATE))),
  WORKER_LIMIT(
      essential(
          "djl.serving.worker.limit",
          wholeGauge("{worker}"),
          "Workers that the server may start.",
          ModelKeys.model(ModelKeys.DEVICE))),
  WORKER_UTILIZATION(
      essential(
          "djl.serving.worker.utilization",
          gauge("1"),
          "Share of the running workers' time in which they ran the model, over the last minute.",
          ModelKeys.model())),
  WORKER_BUSY_TIME(
      standard(
          "djl.serving.worker.busy_time",
          observedFractionCounter("s"),
          "Time in which workers ran the model, added up over the workers. Models without a Java"
              + " translator don't have it.",
          ModelKeys.model())),
  BATCH_LIMIT(
      standard(
          "djl.serving.batch.limit",
          wholeGauge("{request}"),
          "Requests that a worker may take at once.",
          ModelKeys.model())),
  BATCH_EFFICIENCY(
      standard(
          "djl.serving.batch.efficiency",
          gauge("1"),
          "Mean batch size by the limit, over the last minute.",
          ModelKeys.model())),
  BATCH_VALUES(
      ofAll(
          "djl.serving.batch.values",
          observedCounter("{value}"),
          "Values of batches in which padding is seen. See [load.md](load.md#padding).",
          ModelKeys.model())),
  BATCH_PADDING(
      ofAll(
          "djl.serving.batch.padding",
          observedCounter("{value}"),
          "Values of batches that are padding. They are computed for nothing.",
          ModelKeys.model())),
  SATURATION(
      essential(
          "djl.serving.saturation",
          gauge("{request}/s"),
          "Load at which a limit is reached. The model saturates at the lowest of them.",
          ModelKeys.model(LoadKeys.RESOURCE))),
  HEADROOM(
      essential(
          "djl.serving.headroom",
          gauge("1"),
          "Share of the saturation load that is free. It is 1 when idle, 0 at saturation, below 0"
              + " when overloaded.",
          ModelKeys.model())),
  LOAD_MEMORY(
      standard(
          "djl.serving.model.load.memory",
          wholeGauge("By"),
          "Growth of the process's resident memory while the model was loaded. Linux only.",
          ModelKeys.model(ModelKeys.DEVICE))),
  OBJECTIVE_REQUESTS(
      essential(
          "djl.serving.slo.requests",
          observedCounter("{request}"),
          "Requests that count for an objective. See [load.md](load.md#objectives).",
          ModelKeys.model(LoadKeys.OBJECTIVE))),
  OBJECTIVE_VIOLATIONS(
      essential(
          "djl.serving.slo.violations",
          observedCounter("{request}"),
          "Requests that violated an objective.",
          ModelKeys.model(LoadKeys.OBJECTIVE))),
  OBJECTIVE_STATUS(
      essential(
          "djl.serving.slo.status",
          wholeGauge("1"),
          "0 ok, 1 slow burn, 2 burn, 3 fast burn.",
          ModelKeys.model(LoadKeys.OBJECTIVE))),
  BURN_RATE(
      essential(
          "djl.serving.slo.burn_rate",
          gauge("1"),
          "Share of violations by the share that the objective allows. At 1 the budget of 30 days"
              + " lasts 30 days.",
          ModelKeys.model(LoadKeys.OBJECTIVE, LoadKeys.BURN_WINDOW))),
  BUDGET_LEFT(
      essential(
          "djl.serving.slo.budget",
          gauge("1"),
          "Share of the error budget of 30 days that is left. It is that of the server's run time"
              + " if that is shorter, and below 0 when more was used.",
          ModelKeys.model(LoadKeys.OBJECTIVE))),
  PERFORMANCE_CHANGES(
      essential(
          "djl.serving.performance.changes",
          counter("{change}"),
          "Changes of a model's latency or errors that were noticed. All versions are watched"
              + " together.",
          List.of(ModelKeys.NAME, LoadKeys.QUANTITY)));

  private final Definition definition;

  LoadMetric(Definition definition) {
    this.definition = definition;
  }

  @Override
  public Definition definition() {
    return definition;
  }
}

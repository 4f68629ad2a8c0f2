package io.github.djlobservability.inference;

import ai.djl.serving.models.ModelManager;
import ai.djl.serving.wlm.ModelInfo;
import ai.djl.serving.wlm.WorkerGroup;
import ai.djl.serving.wlm.WorkerPool;
import ai.djl.serving.wlm.WorkerState;
import ai.djl.serving.wlm.WorkerThread;
import io.github.djlobservability.model.ModelId;
import io.github.djlobservability.model.PoolReader;
import io.github.djlobservability.model.PoolReading;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/** The server's queues and workers, as it keeps them. Thread-safe. */
public final class HostPools implements PoolReader {
  private final ModelManager manager;
  private final HostModels models;

  public HostPools(ModelManager manager, HostModels models) {
    this.manager = manager;
    this.models = models;
  }

  @Override
  public Map<ModelId, PoolReading> read() {
    Map<ModelId, PoolReading> readings = new HashMap<>();
    for (ModelInfo<?, ?> model : models.registered()) {
      PoolReading reading = read(model);
      if (reading != null) {
        readings.put(new ModelId(model.getId(), model.getVersion()), reading);
      }
    }
    return readings;
  }

  private <I, O> @Nullable PoolReading read(ModelInfo<I, O> model) {
    WorkerPool<I, O> pool = manager.getWorkLoadManager().getWorkerPool(model);
    if (pool == null) {
      return null;
    }
    // Without workers it isn't loaded yet: then there is nothing to ask.
    boolean healthy = !pool.getWorkerGroups().isEmpty() && ModelHealth.isHealthy(model);
    List<PoolReading.Workers> devices = new ArrayList<>();
    boolean manned = false;
    for (WorkerGroup<I, O> group : pool.getWorkerGroups().values()) {
      PoolReading.Workers workers = workers(group, healthy);
      manned |= workers.running() > 0;
      devices.add(workers);
    }
    // There is no queue until the model is loaded.
    Queue<?> queue = pool.getJobQueue();
    return new PoolReading(
        devices,
        queue == null ? 0 : queue.size(),
        model.getQueueSize(),
        model.getBatchSize(),
        healthy && manned);
  }

  /** The threads of a model that has failed for good live on, but the server gives them nothing. */
  private static <I, O> PoolReading.Workers workers(WorkerGroup<I, O> group, boolean healthy) {
    int idle = 0;
    int busy = 0;
    int starting = 0;
    int stopped = 0;
    int failed = 0;
    for (WorkerThread<I, O> worker : group.getWorkers()) {
      WorkerState state = worker.getState();
      if (state == null) {
        starting++;
        continue;
      }
      switch (healthy ? state : failed(state)) {
        case WORKER_STARTED, WORKER_MODEL_LOADED -> idle++;
        case WORKER_BUSY -> busy++;
        case WORKER_STOPPED, WORKER_SCALED_DOWN -> stopped++;
        case WORKER_ERROR -> failed++;
      }
    }
    return new PoolReading.Workers(
        DeviceName.of(group.getDevice()),
        idle,
        busy,
        starting,
        stopped,
        failed,
        group.getMaxWorkers());
  }

  private static WorkerState failed(WorkerState state) {
    return switch (state) {
      case WORKER_STARTED, WORKER_MODEL_LOADED, WORKER_BUSY, WORKER_ERROR ->
          WorkerState.WORKER_ERROR;
      case WORKER_STOPPED, WORKER_SCALED_DOWN -> state;
    };
  }
}

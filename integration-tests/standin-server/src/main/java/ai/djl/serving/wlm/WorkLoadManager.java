package ai.djl.serving.wlm;

import ai.djl.serving.wlm.util.WlmCapacityException;
import ai.djl.serving.wlm.util.WlmException;
import ai.djl.serving.wlm.util.WlmShutdownException;
import ai.djl.serving.wlm.util.WorkerJob;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Hands jobs to the pools of workers, and scales the pools with what waits in their queues. */
public class WorkLoadManager {

  private static final Logger logger = LoggerFactory.getLogger(WorkLoadManager.class);

  private final Map<WorkerPoolConfig<?, ?>, WorkerPool<?, ?>> pools = new ConcurrentHashMap<>();
  private final ExecutorService threads =
      Executors.newCachedThreadPool(
          task -> {
            Thread thread = Executors.defaultThreadFactory().newThread(task);
            thread.setDaemon(true);
            return thread;
          });

  public WorkLoadManager() {}

  @SuppressWarnings("unchecked") // A pool is stored under a configuration of its own types.
  public <I, O> WorkerPool<I, O> registerWorkerPool(WorkerPoolConfig<I, O> wpc) {
    return (WorkerPool<I, O>) pools.computeIfAbsent(wpc, w -> new WorkerPool<>(wpc, threads));
  }

  /** Stops the workers if no other workflow uses them. */
  public void unregisterWorkerPool(WorkerPoolConfig<?, ?> wpc) {
    WorkerPool<?, ?> pool = getWorkerPool(wpc);
    if (pool.decreaseRef() <= 0) {
      logger.info("Unloading model: {}", wpc);
      pool.shutdownWorkers();
      pools.remove(wpc);
    }
  }

  /**
   * Queues the job.
   *
   * @return fails with a {@link WlmException} if the model isn't ready, has no workers, or if its
   *     queue is full
   */
  public <I, O> CompletableFuture<O> runJob(Job<I, O> job) {
    WorkerPoolConfig<I, O> wpc = job.getWpc();
    if (wpc.getStatus() != WorkerPoolConfig.Status.READY) {
      return CompletableFuture.failedFuture(new WlmException("Model is not ready: " + wpc.getId()));
    }
    WorkerPool<I, O> pool = getWorkerPool(wpc);
    int maxWorkers = pool.getMaxWorkers();
    if (maxWorkers == 0) {
      return CompletableFuture.failedFuture(
          new WlmShutdownException("All model workers has been shutdown: " + wpc.getId()));
    }
    if (isFull(pool)) {
      scaleUp(pool, maxWorkers);
      return CompletableFuture.failedFuture(
          new WlmCapacityException("Worker queue capacity exceeded for model: " + wpc.getId()));
    }
    CompletableFuture<O> result = new CompletableFuture<>();
    BlockingQueue<WorkerJob<I, O>> queue = pool.getJobQueue();
    queue.add(new WorkerJob<>(job, result));
    int workers = getNumRunningWorkers(wpc);
    if (workers == 0 || (workers < maxWorkers && queue.size() > wpc.getBatchSize() * 2)) {
      scaleUp(pool, maxWorkers);
    }
    return result;
  }

  // The last place of a queue is only for a job that an idle worker will take at once.
  private static boolean isFull(WorkerPool<?, ?> pool) {
    int room = pool.getWpc().getQueueSize() - pool.getJobQueue().size();
    return room < 1 || (room == 1 && pool.isAllWorkerBusy()) || pool.isAllWorkerDied();
  }

  private void scaleUp(WorkerPool<?, ?> pool, int maxWorkers) {
    synchronized (pool) {
      int workers = getNumRunningWorkers(pool.getWpc());
      if (workers < maxWorkers) {
        logger.info("Scaling up workers for model {} to {} ", pool.getWpc(), workers + 1);
        pool.addTemporaryWorker();
      }
    }
  }

  public int getNumRunningWorkers(WorkerPoolConfig<?, ?> wpc) {
    WorkerPool<?, ?> pool = pools.get(wpc);
    if (pool == null) {
      return 0;
    }
    pool.cleanup();
    return (int) pool.getWorkers().stream().filter(WorkLoadManager::isAlive).count();
  }

  private static boolean isAlive(WorkerThread<?, ?> worker) {
    WorkerState state = worker.getState();
    return state != WorkerState.WORKER_STOPPED
        && state != WorkerState.WORKER_ERROR
        && state != WorkerState.WORKER_SCALED_DOWN;
  }

  @SuppressWarnings("unchecked") // The caller says which types the model of this id has.
  public <I, O> WorkerPool<I, O> getWorkerPoolById(String id) {
    return (WorkerPool<I, O>)
        pools.values().stream()
            .filter(pool -> id.equals(pool.getWpc().getId()))
            .findFirst()
            .orElse(null);
  }

  /** Null for a configuration that isn't registered. */
  @SuppressWarnings("unchecked") // A pool is stored under a configuration of its own types.
  public <I, O> WorkerPool<I, O> getWorkerPool(WorkerPoolConfig<I, O> wpc) {
    return (WorkerPool<I, O>) pools.get(wpc);
  }

  public void close() {
    threads.shutdownNow();
    pools.values().forEach(WorkerPool::shutdown);
    pools.clear();
  }
}

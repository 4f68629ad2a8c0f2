package ai.djl.serving.wlm;

import ai.djl.Device;
import ai.djl.ModelException;
import ai.djl.serving.wlm.util.WorkerJob;
import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.PriorityBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A model's queue and its workers on all devices. */
public class WorkerPool<I, O> {

  private static final Logger logger = LoggerFactory.getLogger(WorkerPool.class);

  private final WorkerPoolConfig<I, O> wpc;
  private final ExecutorService threads;
  private final Map<Device, WorkerGroup<I, O>> groups = new ConcurrentHashMap<>();
  private final AtomicInteger references = new AtomicInteger(1);
  private volatile BlockingQueue<WorkerJob<I, O>> queue;

  WorkerPool(WorkerPoolConfig<I, O> wpc, ExecutorService threads) {
    this.wpc = wpc;
    this.threads = threads;
  }

  /** One more workflow uses this pool. */
  public void increaseRef() {
    references.incrementAndGet();
  }

  /** One workflow less uses this pool; returns how many are left. */
  public int decreaseRef() {
    return references.decrementAndGet();
  }

  public WorkerPoolConfig<I, O> getWpc() {
    return wpc;
  }

  /** Returns the live map. */
  public Map<Device, WorkerGroup<I, O>> getWorkerGroups() {
    return groups;
  }

  public List<WorkerThread<I, O>> getWorkers() {
    return groups.values().stream().flatMap(group -> group.getWorkers().stream()).toList();
  }

  /** Returns the live queue; null until the model is configured. */
  public BlockingQueue<WorkerJob<I, O>> getJobQueue() {
    return queue;
  }

  public int getMaxWorkers() {
    return groups.values().stream().mapToInt(WorkerGroup::getMaxWorkers).sum();
  }

  public boolean isAllWorkerDied() {
    return noWorker(WorkerThread::isRunning);
  }

  public boolean isAllWorkerBusy() {
    return noWorker(worker -> worker.getState() == WorkerState.WORKER_STARTED);
  }

  private boolean noWorker(Predicate<WorkerThread<I, O>> predicate) {
    return groups.values().stream().noneMatch(g -> g.getWorkers().stream().anyMatch(predicate));
  }

  /** Returns whether each device has its minimum of workers. */
  public boolean isFullyScaled() {
    return groups.values().stream().allMatch(g -> g.getMinWorkers() <= g.getWorkers().size());
  }

  public void initWorkers(String deviceName) {
    initWorkers(deviceName, -1, -1);
  }

  /**
   * Loads the model on the device, if it isn't yet, and starts its workers.
   *
   * @param deviceName as DJL knows it, null for the default one
   */
  public void initWorkers(String deviceName, int minWorkers, int maxWorkers) {
    Device device = load(deviceName);
    // The queue's size is known only once the model is configured.
    if (queue == null) {
      queue = new PriorityBlockingQueue<>(wpc.getQueueSize());
    }
    cleanup();
    WorkerGroup<I, O> group = groups.computeIfAbsent(device, d -> new WorkerGroup<>(wpc, d));
    group.configureWorkers(minWorkers, maxWorkers);
    group.fit(queue, threads);
  }

  private Device load(String deviceName) {
    synchronized (wpc) {
      try {
        wpc.initialize();
        Device device = wpc.withDefaultDevice(deviceName);
        logger.info("loading model {} on {} ...", wpc, device);
        wpc.load(device);
        return device;
      } catch (ModelException | IOException e) {
        throw new CompletionException(e);
      }
    }
  }

  public void scaleWorkers(String deviceName, int minWorkers, int maxWorkers) {
    if (deviceName != null) {
      initWorkers(deviceName, minWorkers, maxWorkers);
      return;
    }
    cleanup();
    for (WorkerGroup<I, O> group : groups.values()) {
      group.configureWorkers(minWorkers, maxWorkers);
      group.fit(queue, threads);
    }
  }

  /** Lets the device with the most room have one temporary worker more, if it has room. */
  void addTemporaryWorker() {
    Comparator<WorkerGroup<I, O>> byRoom = Comparator.comparingInt(WorkerPool::room);
    groups.values().stream()
        .max(byRoom)
        .filter(group -> room(group) > 0)
        .ifPresent(group -> group.addWorkers(1, false, queue, threads));
  }

  private static int room(WorkerGroup<?, ?> group) {
    return group.getMaxWorkers() - group.getWorkers().size();
  }

  public void shutdownWorkers() {
    synchronized (wpc) {
      getWorkers().forEach(worker -> worker.shutdown(WorkerState.WORKER_SCALED_DOWN));
    }
  }

  /** Forgets workers that ended more than a minute ago. */
  public void cleanup() {
    groups.values().forEach(group -> group.getWorkers().removeIf(WorkerThread::isStale));
  }

  /** Closes the model, stops the workers and cancels what is queued. */
  public void shutdown() {
    wpc.close();
    getWorkers().forEach(worker -> worker.shutdown(WorkerState.WORKER_STOPPED));
    groups.clear();
    if (queue != null) {
      queue.forEach(job -> job.getFuture().cancel(true));
    }
  }
}

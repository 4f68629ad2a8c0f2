package ai.djl.serving.wlm;

import ai.djl.Device;
import ai.djl.serving.wlm.util.WorkerJob;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;

/** The workers of one model on one device. */
public class WorkerGroup<I, O> {

  private final WorkerPoolConfig<I, O> wpc;
  private final Device device;
  private final List<WorkerThread<I, O>> workers = new CopyOnWriteArrayList<>();
  private int minWorkers;
  private int maxWorkers;

  WorkerGroup(WorkerPoolConfig<I, O> wpc, Device device) {
    this.wpc = wpc;
    this.device = device;
    this.maxWorkers = wpc.getMaxWorkers(device);
    this.minWorkers = Math.min(wpc.getMinWorkers(device), maxWorkers);
  }

  public Device getDevice() {
    return device;
  }

  /** Returns the live list. */
  public List<WorkerThread<I, O>> getWorkers() {
    return workers;
  }

  public int getMinWorkers() {
    return minWorkers;
  }

  public int getMaxWorkers() {
    return maxWorkers;
  }

  /** A negative number leaves its value as it is. */
  public void configureWorkers(int minWorkers, int maxWorkers) {
    if (minWorkers >= 0) {
      this.minWorkers = minWorkers;
    }
    if (maxWorkers >= 0) {
      this.maxWorkers = maxWorkers;
    }
  }

  void addWorkers(
      int count, boolean permanent, BlockingQueue<WorkerJob<I, O>> queue, ExecutorService threads) {
    for (int i = 0; i < count; i++) {
      WorkerThread<I, O> worker = new WorkerThread<>(wpc, device, queue, permanent);
      workers.add(worker);
      threads.execute(worker);
    }
  }

  /** Brings the number of permanent workers to the minimum. */
  void fit(BlockingQueue<WorkerJob<I, O>> queue, ExecutorService threads) {
    List<WorkerThread<I, O>> permanent =
        workers.stream().filter(WorkerThread::isFixPoolThread).toList();
    if (permanent.size() < minWorkers) {
      addWorkers(minWorkers - permanent.size(), true, queue, threads);
    } else {
      permanent
          .subList(minWorkers, permanent.size())
          .forEach(worker -> worker.shutdown(WorkerState.WORKER_SCALED_DOWN));
    }
  }
}

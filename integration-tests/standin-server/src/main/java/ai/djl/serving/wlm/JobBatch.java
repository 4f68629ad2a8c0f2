package ai.djl.serving.wlm;

import ai.djl.metric.Dimension;
import ai.djl.metric.Metric;
import ai.djl.metric.MetricType;
import ai.djl.metric.Unit;
import ai.djl.serving.wlm.util.WorkerJob;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The jobs that one worker took from the queue and has not answered yet.
 *
 * <p>A batch is what lies in the queue when the first job is taken, up to the batch size, and what
 * comes within the batch delay after it.
 */
final class JobBatch<I, O> {

  private static final Logger MODEL_METRIC = LoggerFactory.getLogger("model_metric");

  private final BlockingQueue<WorkerJob<I, O>> queue;
  private final int batchSize;
  private final long maxDelayMicros;
  private final long maxIdleMillis;
  private final boolean permanent;
  private final Dimension dimension;
  private final AtomicReference<List<WorkerJob<I, O>>> jobs = new AtomicReference<>(List.of());
  private long idleSinceMillis = System.currentTimeMillis();

  /**
   * @param permanent whether the worker waits for jobs for ever, or stops after the idle time
   */
  JobBatch(WorkerPoolConfig<I, O> wpc, BlockingQueue<WorkerJob<I, O>> queue, boolean permanent) {
    this.queue = queue;
    this.permanent = permanent;
    this.batchSize = wpc.getBatchSize();
    this.maxDelayMicros = TimeUnit.MILLISECONDS.toMicros(wpc.getMaxBatchDelayMillis());
    this.maxIdleMillis = TimeUnit.SECONDS.toMillis(wpc.getMaxIdleSeconds());
    this.dimension = new Dimension("Model", wpc.getId());
  }

  /** Waits for jobs. None come when the worker's idle time is over. */
  List<Job<I, O>> next() throws InterruptedException {
    List<WorkerJob<I, O>> taken = take();
    jobs.set(taken);
    List<Job<I, O>> batch = new ArrayList<>(taken.size());
    for (WorkerJob<I, O> job : taken) {
      logMicros("QueueTime", job.getJob());
      batch.add(job.getJob());
    }
    if (batch.size() > 1) {
      MODEL_METRIC.info(
          "{}", new Metric("DynamicBatchSize", batch.size(), Unit.COUNT_PER_ITEM, dimension));
    }
    return batch;
  }

  /** Gives each waiting caller the output of its job. */
  void complete() {
    for (WorkerJob<I, O> job : release()) {
      job.getFuture().complete(job.getJob().getOutput());
      logMicros("RequestLatency", job.getJob());
    }
  }

  /** Gives each waiting caller {@code error}. Any thread may call it. */
  void fail(Throwable error) {
    for (WorkerJob<I, O> job : release()) {
      job.getFuture().completeExceptionally(error);
    }
  }

  private List<WorkerJob<I, O>> release() {
    return jobs.getAndSet(List.of());
  }

  /** Returns whether the worker has been idle for longer than it may. */
  boolean isIdleTimeOver() {
    return !permanent && System.currentTimeMillis() - idleSinceMillis > maxIdleMillis;
  }

  private List<WorkerJob<I, O>> take() throws InterruptedException {
    List<WorkerJob<I, O>> batch = new ArrayList<>(batchSize);
    WorkerJob<I, O> first =
        permanent ? queue.take() : queue.poll(maxIdleMillis, TimeUnit.MILLISECONDS);
    if (first != null) {
      batch.add(first);
      fill(batch);
      idleSinceMillis = System.currentTimeMillis();
    }
    return batch;
  }

  private void fill(List<WorkerJob<I, O>> batch) throws InterruptedException {
    queue.drainTo(batch, batchSize - 1);
    long deadline = System.nanoTime() + TimeUnit.MICROSECONDS.toNanos(maxDelayMicros);
    while (batch.size() < batchSize) {
      WorkerJob<I, O> job = queue.poll(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
      if (job == null) {
        return;
      }
      batch.add(job);
    }
  }

  private void logMicros(String name, Job<I, O> job) {
    MODEL_METRIC.info(
        "{}",
        new Metric(
            name,
            MetricType.HISTOGRAM,
            job.getWaitingMicroSeconds(),
            Unit.MICROSECONDS,
            dimension));
  }
}

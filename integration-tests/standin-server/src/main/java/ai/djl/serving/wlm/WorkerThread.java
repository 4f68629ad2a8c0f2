package ai.djl.serving.wlm;

import ai.djl.Device;
import ai.djl.serving.wlm.util.WlmException;
import ai.djl.serving.wlm.util.WorkerJob;
import ai.djl.translate.TranslateException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes batches from a model's queue and runs them, until it is shut down. */
public final class WorkerThread<I, O> implements Runnable {

  private static final Logger logger = LoggerFactory.getLogger(WorkerThread.class);
  private static final AtomicInteger SERIAL = new AtomicInteger(1);
  private static final long STALE_MILLIS = Duration.ofMinutes(1).toMillis();

  private final int number = SERIAL.getAndIncrement();
  private final WorkerPoolConfig.ThreadConfig<I, O> threadConfig;
  private final JobBatch<I, O> batch;
  private final Device device;
  private final boolean permanent;
  private final long startTime = System.currentTimeMillis();
  private final AtomicBoolean running = new AtomicBoolean(true);
  private final AtomicReference<Thread> thread = new AtomicReference<>();
  private volatile WorkerState state;
  private volatile long stateChangeMillis;

  WorkerThread(
      WorkerPoolConfig<I, O> wpc,
      Device device,
      BlockingQueue<WorkerJob<I, O>> queue,
      boolean permanent) {
    this.device = device;
    this.permanent = permanent;
    this.batch = new JobBatch<>(wpc, queue, permanent);
    this.threadConfig = wpc.newThread(device);
    logger.info("Starting worker thread {} for model {} on device {}", getWorkerId(), wpc, device);
  }

  @Override
  public void run() {
    Thread.currentThread().setName(getWorkerId());
    thread.set(Thread.currentThread());
    state = WorkerState.WORKER_STARTED;
    Throwable end = new WlmException("Worker shutting down");
    try {
      runConfigJobs();
      while (isRunning() && !batch.isIdleTimeOver()) {
        List<Job<I, O>> jobs = batch.next();
        if (!jobs.isEmpty()) {
          answer(jobs);
        }
      }
    } catch (InterruptedException e) {
      logger.debug("Shutting down worker thread {}", getWorkerId());
    } catch (Throwable e) {
      logger.error("{}: Server error", getWorkerId(), e);
      end = new WlmException(e.getMessage());
    } finally {
      thread.set(null);
      shutdown(WorkerState.WORKER_STOPPED);
      batch.fail(end);
    }
  }

  private void answer(List<Job<I, O>> jobs) {
    state = WorkerState.WORKER_BUSY;
    try {
      runJobs(jobs);
      batch.complete();
    } catch (TranslateException e) {
      logger.warn("{}: Failed to predict", getWorkerId(), e);
      batch.fail(e);
    } finally {
      state = WorkerState.WORKER_STARTED;
    }
  }

  private void runConfigJobs() throws TranslateException {
    for (Job<I, O> job = threadConfig.getConfigJobs().poll();
        job != null;
        job = threadConfig.getConfigJobs().poll()) {
      runJobs(List.of(job));
    }
  }

  private void runJobs(List<Job<I, O>> jobs) throws TranslateException {
    Map<Optional<JobFunction<I, O>>, List<Job<I, O>>> byRunner = new LinkedHashMap<>();
    for (Job<I, O> job : jobs) {
      byRunner.computeIfAbsent(job.getRunner(), runner -> new ArrayList<>()).add(job);
    }
    for (Map.Entry<Optional<JobFunction<I, O>>, List<Job<I, O>>> group : byRunner.entrySet()) {
      if (group.getKey().isPresent()) {
        Job.runAll(group.getValue(), group.getKey().get());
      } else {
        threadConfig.run(group.getValue());
      }
    }
  }

  /** As in {@code WT-0001}; also the thread's name. */
  public String getWorkerId() {
    return String.format("WT-%04d", number);
  }

  public int getWorkerIdNum() {
    return number;
  }

  public WorkerPoolConfig.ThreadConfig<I, O> getThreadType() {
    return threadConfig;
  }

  public boolean isRunning() {
    return running.get();
  }

  public Device getDevice() {
    return device;
  }

  /** Milliseconds since the epoch. */
  public long getStartTime() {
    return startTime;
  }

  /** Null until the thread runs. */
  public WorkerState getState() {
    return state;
  }

  /** Interrupts the thread; the jobs that it has not answered fail. */
  public void shutdown(WorkerState finalState) {
    running.set(false);
    if (state != WorkerState.WORKER_SCALED_DOWN) {
      state = finalState;
      stateChangeMillis = System.currentTimeMillis();
    }
    Thread active = thread.getAndSet(null);
    if (active != null) {
      active.interrupt();
      batch.fail(new WlmException("Worker shutting down"));
    }
    logger.info("Shutting down temporary worker {}", getWorkerId());
    threadConfig.close();
  }

  /** Returns whether the worker ended more than a minute ago. */
  boolean isStale() {
    WorkerState current = state;
    boolean ended =
        current == WorkerState.WORKER_STOPPED
            || current == WorkerState.WORKER_ERROR
            || current == WorkerState.WORKER_SCALED_DOWN;
    return ended && System.currentTimeMillis() - stateChangeMillis > STALE_MILLIS;
  }

  public boolean isFixPoolThread() {
    return permanent;
  }
}

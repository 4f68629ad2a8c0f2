package ai.djl.serving.wlm.util;

import ai.djl.serving.wlm.Job;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;

/** A job in a queue with the promise of its result. Ordered by priority, lowest number first. */
public final class WorkerJob<I, O> implements Comparable<WorkerJob<I, O>> {

  private final Job<I, O> job;
  private final CompletableFuture<O> future;

  public WorkerJob(Job<I, O> job, CompletableFuture<O> future) {
    this.job = job;
    this.future = future;
  }

  public Job<I, O> getJob() {
    return job;
  }

  public CompletableFuture<O> getFuture() {
    return future;
  }

  @Override
  public int compareTo(WorkerJob<I, O> other) {
    return Integer.compare(job.getPriority(), other.job.getPriority());
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof WorkerJob<?, ?> that && Objects.equals(job, that.job);
  }

  @Override
  public int hashCode() {
    return Objects.hashCode(job);
  }
}

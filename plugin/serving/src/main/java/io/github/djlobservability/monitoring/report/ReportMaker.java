package io.github.djlobservability.monitoring.report;

import io.github.djlobservability.worker.HandOff;
import io.github.djlobservability.worker.MemoryShare;
import io.github.djlobservability.worker.Worker;
import io.github.djlobservability.worker.Workers;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;

/**
 * Makes reports, one after the other, on a thread of its own: each takes a second of a processor,
 * and neither pages nor monitors wait for it. Thread-safe.
 */
public final class ReportMaker {
  private static final String NAME = "reports";
  private static final int MAX_WAITING = 4;
  private static final long TASK_BYTES = 500;
  private static final long MAX_BYTES = 64L << 20;

  private final HandOff<Runnable> waiting;
  private final MemoryShare memory;
  private final Worker worker;
  private final InstantSource clock;

  /** Makes one whose thread is not started yet. */
  public ReportMaker(Workers workers, InstantSource clock) {
    this.clock = clock;
    waiting = workers.handOff(NAME, MAX_WAITING, Long.MAX_VALUE, task -> TASK_BYTES);
    memory = workers.memory().share("report work", MAX_BYTES);
    worker = workers.worker(NAME, NAME);
    worker.takes(waiting, Runnable::run);
  }

  /** Starts the thread. */
  public void start() {
    worker.start();
  }

  /**
   * Makes a report.
   *
   * @return completed by the thread, with a {@link RejectedExecutionException} where there is no
   *     room for it
   */
  public CompletableFuture<String> make(ReportSource source, ReportForm form) {
    long bytes = source.workBytes();
    if (!memory.claim(bytes)) {
      return CompletableFuture.failedFuture(
          new RejectedExecutionException(
              "there is too little memory for a report; observability.memory is the bound"));
    }
    CompletableFuture<String> made = new CompletableFuture<>();
    if (!waiting.offer(() -> make(source, form, made))) {
      made.completeExceptionally(
          new RejectedExecutionException("too many reports wait already; try again later"));
    }
    worker.wake();
    return made.whenComplete((report, failure) -> memory.release(bytes));
  }

  private void make(ReportSource source, ReportForm form, CompletableFuture<String> made) {
    try {
      made.complete(form.of(source.report(clock.instant())));
    } catch (IOException e) {
      made.completeExceptionally(new UncheckedIOException(e));
    } catch (RuntimeException | Error e) {
      made.completeExceptionally(e);
    }
  }

  /** Stops the thread; waits no longer than it is told. */
  public void close(Duration limit) {
    boolean unused = worker.close(limit);
  }
}

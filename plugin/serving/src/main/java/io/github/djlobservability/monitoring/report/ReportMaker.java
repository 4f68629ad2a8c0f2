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
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Makes reports, one after the other, on a thread of its own: each takes a second of a processor,
 * and neither pages nor monitors wait for it. Whoever asks while too many wait is refused; nothing
 * of what is served is lost by that, so it is not counted as such. Thread-safe.
 */
public final class ReportMaker {
  private static final String NAME = "reports";
  private static final int MAX_WAITING = 8;
  private static final long MAX_BYTES = 64L << 20;

  private final HandOff<Task> waiting;
  private final AtomicInteger asked = new AtomicInteger();
  private final MemoryShare memory;
  private final Worker worker;
  private final InstantSource clock;

  /** Makes one whose thread is not started yet. */
  public ReportMaker(Workers workers, InstantSource clock) {
    this.clock = clock;
    waiting = workers.handOff(NAME, MAX_WAITING, Long.MAX_VALUE, task -> task.source().heldBytes());
    memory = workers.memory().share("report work", MAX_BYTES);
    worker = workers.worker(NAME, NAME);
    worker.takes(waiting, this::make);
  }

  private record Task(ReportSource source, ReportForm form, CompletableFuture<String> made) {}

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
    CompletableFuture<String> made = new CompletableFuture<>();
    boolean taken =
        asked.incrementAndGet() <= MAX_WAITING && waiting.offer(new Task(source, form, made));
    if (!taken) {
      made.completeExceptionally(
          new RejectedExecutionException("too many reports wait already; try again later"));
    }
    worker.wake();
    return made.whenComplete((report, failure) -> asked.decrementAndGet());
  }

  private void make(Task task) {
    long bytes = task.source().workBytes();
    if (memory.room() < bytes || !memory.claim(bytes)) {
      task.made()
          .completeExceptionally(
              new RejectedExecutionException(
                  "there is too little memory for a report; observability.memory is the bound"));
      return;
    }
    try {
      task.made().complete(task.form().of(task.source().report(clock.instant())));
    } catch (IOException e) {
      task.made().completeExceptionally(new UncheckedIOException(e));
    } catch (RuntimeException | Error e) {
      task.made().completeExceptionally(e);
    } finally {
      memory.release(bytes);
    }
  }

  /** Stops the thread; waits no longer than it is told. */
  public void close(Duration limit) {
    boolean unused = worker.close(limit);
  }
}

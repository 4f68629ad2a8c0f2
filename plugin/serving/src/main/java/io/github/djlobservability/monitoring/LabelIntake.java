package io.github.djlobservability.monitoring;

import io.github.djlobservability.label.FeedbackReply;
import io.github.djlobservability.label.LabelFormat;
import io.github.djlobservability.label.SentLabel;
import io.github.djlobservability.label.UnreadableLabelsException;
import io.github.djlobservability.worker.HandOff;
import io.github.djlobservability.worker.MemoryShare;
import io.github.djlobservability.worker.Worker;
import io.github.djlobservability.worker.Workers;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Reads labels on a thread of its own, which also writes the replies: neither the event loop nor
 * the monitoring worker has to. Bounded by what waits. Thread-safe.
 */
final class LabelIntake {
  /** As many bodies wait at most. */
  static final int MAX_REQUESTS = 64;

  /** As many bytes of bodies and labels wait at most. */
  static final long MAX_BYTES = 32L << 20;

  /** A body is read in one step and its reply written in another. */
  private static final long STEP_BYTES = 200;

  /** A label with its id, as it is held until it is joined. */
  private static final long LABEL_BYTES = 250;

  private final HandOff<Runnable> steps;
  private final MemoryShare memory;
  private final Worker worker;

  LabelIntake(Workers workers) {
    steps = workers.handOff("feedback", MAX_REQUESTS, Long.MAX_VALUE, step -> STEP_BYTES);
    memory = workers.memory().share("labels", MAX_BYTES);
    worker = workers.worker("feedback", "feedback");
    worker.takes(steps, Runnable::run);
  }

  void start() {
    worker.start();
  }

  /**
   * Reads labels and has them joined.
   *
   * @param body nobody changes it
   * @param join joins what was read
   * @return completed on the intake's thread, with an {@link UnreadableLabelsException} for a body
   *     that is not in its format; null when too much waits already
   */
  @Nullable CompletableFuture<FeedbackReply> take(
      LabelFormat format,
      byte[] body,
      Function<List<SentLabel>, CompletableFuture<FeedbackReply>> join) {
    if (!memory.claim(body.length)) {
      return null;
    }
    try {
      return CompletableFuture.supplyAsync(() -> read(format, body), this::execute)
          .whenComplete((labels, failure) -> memory.release(body.length))
          .thenCompose(labels -> joined(labels, join))
          .thenApplyAsync(Function.identity(), this::execute);
    } catch (RejectedExecutionException e) {
      memory.release(body.length);
      return null;
    }
  }

  private void execute(Runnable step) {
    if (!steps.offer(step)) {
      throw new RejectedExecutionException("too many labels wait already");
    }
    worker.wake();
  }

  private CompletableFuture<FeedbackReply> joined(
      List<SentLabel> labels, Function<List<SentLabel>, CompletableFuture<FeedbackReply>> join) {
    long bytes = labels.size() * LABEL_BYTES;
    if (!memory.claim(bytes)) {
      throw new RejectedExecutionException("too many labels wait already");
    }
    return join.apply(labels).whenComplete((reply, failure) -> memory.release(bytes));
  }

  private static List<SentLabel> read(LabelFormat format, byte[] body) {
    try {
      return format.read(body);
    } catch (UnreadableLabelsException e) {
      throw new CompletionException(e);
    }
  }

  /** Stops the thread; waits no longer than it is told. */
  void close(Duration limit) {
    boolean unused = worker.close(limit);
  }
}

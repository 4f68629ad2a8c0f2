package io.github.djlobservability.monitoring;

import io.github.djlobservability.telemetry.Telemetry;
import io.github.djlobservability.worker.HandOff;
import io.github.djlobservability.worker.Worker;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;

/** Hands other threads' commands to the worker, and its replies to them. Thread-safe. */
final class Commands {
  private static final int MOST = 10_000;
  private static final long BYTES = 500;

  /** A reply that takes longer is a failure: the worker hangs, or is gone. */
  private static final long REPLY_SECONDS = 30;

  private final HandOff<Runnable> waiting;
  private final Worker worker;
  private final Telemetry telemetry;

  /** Has a worker take them. */
  Commands(Telemetry telemetry, Worker worker) {
    this.telemetry = telemetry;
    this.worker = worker;
    this.waiting = telemetry.workers().handOff("commands", MOST, Long.MAX_VALUE, c -> BYTES);
    worker.takes(waiting, Runnable::run);
  }

  /** Has the worker do what nobody waits for; counts a failure where too much waits already. */
  void run(String part, Runnable command) {
    if (!waiting.offer(command)) {
      telemetry
          .failures()
          .caught(part, new IllegalStateException("a command to the monitors is refused"));
    }
    worker.wake();
  }

  /**
   * Has the worker do something.
   *
   * @return completed by the worker; with a {@link RejectedExecutionException} where too much waits
   *     already
   */
  <T> CompletableFuture<T> ask(Callable<T> command) {
    CompletableFuture<T> reply = new CompletableFuture<>();
    if (!waiting.offer(() -> reply(command, reply))) {
      reply.completeExceptionally(new RejectedExecutionException("too much waits already"));
    }
    worker.wake();
    return inTime(reply);
  }

  private static <T> void reply(Callable<T> command, CompletableFuture<T> reply) {
    try {
      reply.complete(command.call());
    } catch (Exception | Error e) {
      reply.completeExceptionally(e);
    }
  }

  /** Fails a reply that takes too long. */
  static <T> CompletableFuture<T> inTime(CompletableFuture<T> reply) {
    return reply.orTimeout(REPLY_SECONDS, TimeUnit.SECONDS);
  }
}

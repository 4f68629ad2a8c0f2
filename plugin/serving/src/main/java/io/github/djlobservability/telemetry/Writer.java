package io.github.djlobservability.telemetry;

import io.github.djlobservability.worker.HandOff;
import io.github.djlobservability.worker.Worker;
import io.github.djlobservability.worker.Workers;
import java.time.Duration;
import java.util.concurrent.Executor;

/**
 * Writes the telemetry of requests that are over, in the order they were, on a thread of its own.
 * At most {@value #MAX_WAITING} pieces wait; what is past that, or comes after the end, is written
 * by who brings it, so nothing is lost. Thread-safe.
 *
 * <p>A request touches a dozen instruments. Between two requests the model has taken the caches, so
 * on the request's own threads that costs several times what it does for many in a row.
 */
final class Writer implements Executor {
  static final int MAX_WAITING = 10_000;

  /** A server with 20,000 requests a second has a tenth of what may wait in this time. */
  private static final Duration GATHERED = Duration.ofMillis(50);

  /** A request's span with its attributes, and the piece itself. */
  private static final long PIECE_BYTES = 1_500;

  private final HandOff<Runnable> pieces;
  private final Worker worker;

  Writer(Workers workers) {
    pieces = workers.handOff("writer", MAX_WAITING, Long.MAX_VALUE, piece -> PIECE_BYTES);
    worker = workers.worker("writer", "telemetry");
    worker.takes(pieces, Runnable::run);
    worker.gathers(GATHERED);
  }

  void start() {
    worker.start();
  }

  @Override
  public void execute(Runnable piece) {
    if (!pieces.offer(piece)) {
      piece.run();
    }
  }

  /** Stops the thread when it has written what waits; waits no longer than it is told. */
  void close(Duration limit) {
    boolean unused = worker.close(limit);
  }
}

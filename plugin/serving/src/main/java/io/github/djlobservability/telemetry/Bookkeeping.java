package io.github.djlobservability.telemetry;

import io.github.djlobservability.observation.Backlog;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Writes down what is left of requests that are over, in the order they were, on a thread of its
 * own. At most {@value #MAX_WAITING} pieces wait; what is past that is done by who brings it, so
 * nothing is lost. Thread-safe.
 *
 * <p>A request touches a dozen instruments. Between two requests the model has taken the caches, so
 * on the request's own threads that costs several times what it does for many in a row.
 */
final class Bookkeeping implements Executor {
  static final int MAX_WAITING = 10_000;

  private final AtomicInteger waiting = new AtomicInteger();
  private final Backlog<Runnable> backlog =
      new Backlog<>("djl-serving-observability-books", this::writeDown);

  void start() {
    backlog.start();
  }

  @Override
  public void execute(Runnable piece) {
    if (waiting.incrementAndGet() <= MAX_WAITING) {
      backlog.add(piece);
    } else {
      writeDown(piece);
    }
  }

  private void writeDown(Runnable piece) {
    waiting.decrementAndGet();
    piece.run();
  }

  /** Stops the thread when it has written down what waits; waits no longer than it is told. */
  void close(Duration limit) {
    backlog.close(limit);
  }
}

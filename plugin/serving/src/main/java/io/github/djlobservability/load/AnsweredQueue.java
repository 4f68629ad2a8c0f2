package io.github.djlobservability.load;

import io.github.djlobservability.observation.AnsweredRequest;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * Requests on their way to the thread that looks at them. It lets in so many between two drains,
 * and no more: enough to see a change, and a bound for time and memory. Thread-safe for many that
 * add and one that drains.
 */
final class AnsweredQueue {
  private final int limit;
  private final Queue<AnsweredRequest> queue = new ConcurrentLinkedQueue<>();
  private final AtomicInteger room;

  AnsweredQueue(int limit) {
    this.limit = limit;
    this.room = new AtomicInteger(limit);
  }

  /** Takes one place, if there is one. */
  boolean claim() {
    return room.get() > 0 && room.getAndDecrement() > 0;
  }

  /** Fills a place that was claimed. */
  void add(AnsweredRequest request) {
    queue.add(request);
  }

  /** Hands over what is there, and makes room. */
  void drain(Consumer<AnsweredRequest> to) {
    for (AnsweredRequest request = queue.poll(); request != null; request = queue.poll()) {
      to.accept(request);
    }
    room.set(limit);
  }
}

package io.github.djlobservability.model;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Keeps the last requests of a model that failed, and the slowest of the current window and the one
 * before it. Thread-safe; a request that is neither takes no lock. Memory: at most 150 requests,
 * some 60 kB.
 */
public final class RecentRequests {
  static final int MAX_FAILED = 50;
  static final int MAX_SLOW = 50;

  private static final Comparator<EndedRequest> BY_TIME_TAKEN =
      Comparator.comparingDouble(EndedRequest::seconds);

  private final Deque<EndedRequest> failed = new ArrayDeque<>();
  private PriorityQueue<EndedRequest> slow = new PriorityQueue<>(BY_TIME_TAKEN);
  private PriorityQueue<EndedRequest> slowBefore = new PriorityQueue<>(BY_TIME_TAKEN);

  /** Faster requests are not kept. */
  private volatile double slowFrom;

  RecentRequests() {}

  /**
   * Takes a request that is over.
   *
   * @param seconds how long it took
   * @param hasFailed whether it ended otherwise than well
   * @param request makes what is kept of it; called only when it is
   */
  public void add(double seconds, boolean hasFailed, Supplier<EndedRequest> request) {
    if (hasFailed || seconds > slowFrom) {
      add(request.get(), hasFailed);
    }
  }

  private synchronized void add(EndedRequest request, boolean hasFailed) {
    if (hasFailed) {
      failed.addFirst(request);
      if (failed.size() > MAX_FAILED) {
        failed.removeLast();
      }
    }
    slow.add(request);
    if (slow.size() > MAX_SLOW) {
      slow.remove();
    }
    slowFrom = slow.size() < MAX_SLOW ? 0 : slow.element().seconds();
  }

  /** Starts a new window and forgets the slow requests of the one before the last. */
  synchronized void rotate() {
    slowBefore = slow;
    slow = new PriorityQueue<>(BY_TIME_TAKEN);
    slowFrom = 0;
  }

  /** Lets go of requests that are erased; returns how many. */
  public synchronized int erase(Predicate<EndedRequest> which) {
    Set<EndedRequest> gone = new HashSet<>();
    for (Collection<EndedRequest> kept : List.of(failed, slow, slowBefore)) {
      kept.stream().filter(which).forEach(gone::add);
      kept.removeIf(which);
    }
    slowFrom = slow.size() < MAX_SLOW ? 0 : slow.element().seconds();
    return gone.size();
  }

  /** Returns those that failed, the last one first. */
  public synchronized List<EndedRequest> failed() {
    return List.copyOf(failed);
  }

  /** Returns the slowest of the last one to two minutes, the slowest first. */
  public synchronized List<EndedRequest> slow() {
    List<EndedRequest> both = new ArrayList<>(slow);
    both.addAll(slowBefore);
    both.sort(BY_TIME_TAKEN.reversed());
    return List.copyOf(both.subList(0, Math.min(MAX_SLOW, both.size())));
  }
}

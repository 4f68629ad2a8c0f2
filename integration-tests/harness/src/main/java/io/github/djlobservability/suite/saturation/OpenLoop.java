package io.github.djlobservability.suite.saturation;

import io.github.djlobservability.suite.http.RawConnection;
import io.github.djlobservability.suite.http.RawRequest;
import io.github.djlobservability.suite.http.RawResponse;
import java.io.IOException;
import java.net.URI;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Sends requests at the moments of a schedule, whether or not earlier ones are answered: an open
 * loop, as many independent clients make it. Connections are kept and used again.
 */
final class OpenLoop {

  private final URI server;
  private final RawRequest request;
  private final Deque<RawConnection> idle = new ConcurrentLinkedDeque<>();

  OpenLoop(URI server, RawRequest request) {
    this.server = server;
    this.request = request;
  }

  /** Runs the schedule, and waits until all is answered. */
  Outcome run(Schedule schedule) throws InterruptedException {
    return run(schedule, () -> {});
  }

  /**
   * Runs the schedule, and waits until all is answered.
   *
   * @param whenSent done when all is sent
   */
  Outcome run(Schedule schedule, Runnable whenSent) throws InterruptedException {
    int count = schedule.size();
    int[] statuses = new int[count];
    long[] sentNanos = new long[count];
    ExecutorService clients = Executors.newCachedThreadPool();
    long start = System.nanoTime();
    for (int i = 0; i < count; i++) {
      long due = start + schedule.nanos(i);
      for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
        LockSupport.parkNanos(left);
      }
      int number = i;
      clients.execute(
          () -> {
            sentNanos[number] = System.nanoTime() - start;
            statuses[number] = send();
          });
    }
    long lastSent = System.nanoTime() - start;
    whenSent.run();
    clients.shutdown();
    if (!clients.awaitTermination(2, TimeUnit.MINUTES)) {
      throw new IllegalStateException("requests are not answered");
    }
    closeIdle();
    return new Outcome(
        Arrays.stream(statuses).boxed().toList(),
        Arrays.stream(sentNanos).boxed().toList(),
        lastSent);
  }

  private int send() {
    RawConnection connection = null;
    try {
      connection = idle.pollFirst();
      if (connection == null) {
        connection = RawConnection.open(server);
      }
      RawResponse response = connection.exchange(request);
      if (response.status() < 400) {
        idle.addFirst(connection);
      } else {
        // The server closes the connection of an error.
        connection.close();
      }
      return response.status();
    } catch (IOException e) {
      closeQuietly(connection);
      return 0;
    }
  }

  private void closeIdle() {
    for (RawConnection each = idle.poll(); each != null; each = idle.poll()) {
      closeQuietly(each);
    }
  }

  private static void closeQuietly(@Nullable RawConnection connection) {
    if (connection != null) {
      try {
        connection.close();
      } catch (IOException e) {
        System.err.println("closing a connection: " + e);
      }
    }
  }

  /**
   * Holds the result of a run.
   *
   * @param statuses of each request; 0 for one that was not answered
   * @param sentNanos when each was really sent
   * @param lengthNanos when the last was
   */
  record Outcome(List<Integer> statuses, List<Long> sentNanos, long lengthNanos) {

    /** Returns how many requests were sent from one second to another. */
    long sentBetween(double from, double to) {
      return sentNanos.stream().filter(at -> at >= from * 1e9 && at < to * 1e9).count();
    }

    /** Returns how often each status was answered. */
    Map<Integer, Integer> byStatus() {
      Map<Integer, Integer> counts = new TreeMap<>();
      for (int status : statuses) {
        counts.merge(status, 1, Integer::sum);
      }
      return counts;
    }
  }
}

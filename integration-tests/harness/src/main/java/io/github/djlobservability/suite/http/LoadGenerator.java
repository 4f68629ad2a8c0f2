package io.github.djlobservability.suite.http;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Sends a number of requests on a number of connections, each connection one request after the
 * other. The mix of cases is exact and in an order that the seed decides.
 */
public final class LoadGenerator {

  private final URI server;
  private final List<LoadCase> plan;
  private final AtomicInteger next = new AtomicInteger();
  private final Queue<String> problems = new ConcurrentLinkedQueue<>();
  private final long[] latencies;

  private LoadGenerator(URI server, List<LoadCase> plan) {
    this.server = server;
    this.plan = plan;
    this.latencies = new long[plan.size()];
  }

  /** Runs the load and waits for its end. */
  public static LoadReport run(
      URI server, int connections, int requests, List<LoadCase> cases, long seed)
      throws InterruptedException {
    return new LoadGenerator(server, plan(requests, cases, seed)).run(connections);
  }

  private static List<LoadCase> plan(int requests, List<LoadCase> cases, long seed) {
    List<LoadCase> round = new ArrayList<>();
    cases.forEach(each -> round.addAll(Collections.nCopies(each.weight(), each)));
    List<LoadCase> plan = new ArrayList<>(requests);
    for (int i = 0; i < requests; i++) {
      plan.add(round.get(i % round.size()));
    }
    Collections.shuffle(plan, new Random(seed));
    return plan;
  }

  private LoadReport run(int connections) throws InterruptedException {
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < connections; i++) {
      threads.add(new Thread(this::work, "load-" + i));
    }
    long start = System.nanoTime();
    threads.forEach(Thread::start);
    for (Thread thread : threads) {
      thread.join();
    }
    Duration elapsed = Duration.ofNanos(System.nanoTime() - start);
    Arrays.sort(latencies);
    return new LoadReport(
        sent(), List.copyOf(problems), elapsed, Arrays.stream(latencies).boxed().toList());
  }

  private Map<String, Integer> sent() {
    Map<String, Integer> sent = new TreeMap<>();
    plan.forEach(each -> sent.merge(each.name(), 1, Integer::sum));
    return sent;
  }

  private void work() {
    RawConnection connection = null;
    for (int number = next.getAndIncrement();
        number < plan.size();
        number = next.getAndIncrement()) {
      connection = run(connection, number);
    }
    close(connection);
  }

  /** Runs one request, and returns the connection if another request may follow on it. */
  private @Nullable RawConnection run(@Nullable RawConnection open, int number) {
    LoadCase planned = plan.get(number);
    RawConnection connection = open;
    boolean reusable = false;
    try {
      connection = connection == null ? RawConnection.openUnderLoad(server) : connection;
      long start = System.nanoTime();
      reusable = planned.exchange().run(connection, number);
      latencies[number] = System.nanoTime() - start;
    } catch (IOException | RuntimeException | AssertionError e) {
      problems.add(planned.name() + " (request " + number + "): " + e);
    }
    if (!reusable) {
      close(connection);
      return null;
    }
    return connection;
  }

  private void close(@Nullable RawConnection connection) {
    if (connection != null) {
      try {
        connection.close();
      } catch (IOException e) {
        problems.add("closing a connection: " + e);
      }
    }
  }
}

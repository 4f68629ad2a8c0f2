package io.github.djlobservability.suite.hostile;

import io.github.djlobservability.suite.http.ByteComparison;
import io.github.djlobservability.suite.http.RawConnection;
import io.github.djlobservability.suite.http.RawRequest;
import io.github.djlobservability.suite.http.RawResponse;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Sends the same requests to a server with the plugin and to one without, one of twenty hostile,
 * and compares the responses to the last byte. Which requests they are is decided by the seed.
 */
final class HostileLoad {
  private static final int ONE_HOSTILE_OF = 20;

  private final URI bare;
  private final URI observed;
  private final int requests;
  private final long seed;
  private final AtomicInteger next = new AtomicInteger();
  private final AtomicInteger spans = new AtomicInteger();
  private final AtomicInteger hostile = new AtomicInteger();
  private final Queue<String> problems = new ConcurrentLinkedQueue<>();

  HostileLoad(URI bare, URI observed, int requests, long seed) {
    this.bare = bare;
    this.observed = observed;
    this.requests = requests;
    this.seed = seed;
  }

  /** Sends all, on some connections at a time, and returns what was wrong with the responses. */
  List<String> run(int connections) throws InterruptedException {
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < connections; i++) {
      Thread thread = new Thread(this::work, "hostile-" + i);
      threads.add(thread);
      thread.start();
    }
    for (Thread thread : threads) {
      thread.join();
    }
    return List.copyOf(problems);
  }

  /** Returns how many requests the observed server has understood as HTTP. */
  int spans() {
    return spans.get();
  }

  int hostile() {
    return hostile.get();
  }

  private void work() {
    for (int number = next.getAndIncrement(); number < requests; number = next.getAndIncrement()) {
      try {
        send(number, new Random(seed + number));
      } catch (IOException | RuntimeException e) {
        problems.add("request " + number + ": " + e);
      }
    }
  }

  private void send(int number, Random random) throws IOException {
    if (number % ONE_HOSTILE_OF != ONE_HOSTILE_OF - 1) {
      compare(number, HostileRequests.good(number, random));
      return;
    }
    hostile.incrementAndGet();
    int kind =
        number
            / ONE_HOSTILE_OF
            % (HostileRequests.KINDS_TO_BOTH
                + HostileRequests.KINDS_TO_PAGES
                + HostileRequests.KINDS_BROKEN);
    if (kind < HostileRequests.KINDS_TO_BOTH) {
      compare(number, HostileRequests.toBoth(kind, random));
    } else if (kind < HostileRequests.KINDS_TO_BOTH + HostileRequests.KINDS_TO_PAGES) {
      page(number, HostileRequests.toPages(kind - HostileRequests.KINDS_TO_BOTH, random));
    } else {
      byte[] bytes =
          HostileRequests.broken(
              kind - HostileRequests.KINDS_TO_BOTH - HostileRequests.KINDS_TO_PAGES);
      breakOff(bare, bytes);
      breakOff(observed, bytes);
    }
  }

  private void compare(int number, RawRequest request) throws IOException {
    RawRequest named = request.header("x-request-id", id(number));
    RawResponse without = exchange(bare, named);
    RawResponse with = exchange(observed, named);
    spans.incrementAndGet();
    if (!isSame(without, with)) {
      problems.add(
          "request "
              + number
              + ", "
              + request
              + ":\n"
              + shown(without)
              + "\nand with us\n"
              + shown(with));
    }
  }

  private static boolean isSame(@Nullable RawResponse one, @Nullable RawResponse other) {
    if (one == null || other == null) {
      return one == null && other == null;
    }
    return ByteComparison.isSame(one, other);
  }

  /** Every hundredth id is longer than what a header of ids is made for. */
  private static String id(int number) {
    return "request-" + number + (number % 100 == 99 ? "-" + "i".repeat(400) : "");
  }

  /** Returns null if the server closes the connection instead. */
  private static @Nullable RawResponse exchange(URI server, RawRequest request) throws IOException {
    try (RawConnection connection = RawConnection.openUnderLoad(server)) {
      connection.send(request);
      try {
        return connection.read();
      } catch (IOException closed) {
        return null;
      }
    }
  }

  private void page(int number, RawRequest request) throws IOException {
    RawResponse response = exchange(observed, request);
    spans.incrementAndGet();
    if (response == null || (response.status() >= 500 && response.status() != 503)) {
      problems.add("request " + number + ", " + request + ": " + shown(response));
    } else if (!request.method().equals("GET") && response.status() < 400) {
      problems.add("a stranger did " + request + ": " + shown(response));
    }
  }

  private static void breakOff(URI server, byte[] bytes) throws IOException {
    try (RawConnection connection = RawConnection.openUnderLoad(server)) {
      connection.sendBytes(bytes);
      connection.reset();
    }
  }

  private static String shown(@Nullable RawResponse response) {
    String text = String.valueOf(response);
    return text.length() <= 500 ? text : text.substring(0, 500) + "...";
  }
}

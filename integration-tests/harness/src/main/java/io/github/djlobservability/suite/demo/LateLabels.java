package io.github.djlobservability.suite.demo;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.djlobservability.suite.http.RawConnection;
import io.github.djlobservability.suite.http.RawRequest;
import io.github.djlobservability.suite.http.RawResponse;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Keeps what was really said, and sends it to the plugin a while later. Thread-safe. */
final class LateLabels {

  /** Someone has to listen to the recordings first. */
  private static final Duration DELAY = Duration.ofSeconds(20);

  private final Queue<Label> waiting = new ConcurrentLinkedQueue<>();

  private record Label(String id, String words, long dueNanos) {}

  /** Keeps the words of a call that was answered. */
  void keep(String id, String words) {
    waiting.add(new Label(id, words, System.nanoTime() + DELAY.toNanos()));
  }

  /**
   * Sends those labels that are due.
   *
   * @throws IOException if the server can't be reached
   * @throws IllegalStateException if it doesn't take them
   */
  void sendDue(URI server) throws IOException {
    StringBuilder csv = new StringBuilder("id,label\n");
    int none = csv.length();
    for (Label label = waiting.peek();
        label != null && label.dueNanos() - System.nanoTime() <= 0;
        label = waiting.peek()) {
      csv.append(label.id()).append(',').append(label.words()).append('\n');
      waiting.remove();
    }
    if (csv.length() == none) {
      return;
    }
    String path = "/observability/models/" + SpeechDemoRequest.MODEL + "/feedback?items=problems";
    RawRequest request = RawRequest.post(path, "text/csv", csv.toString().getBytes(UTF_8));
    RawResponse response = RawConnection.exchange(server, request);
    if (response.status() != 200) {
      throw new IllegalStateException("labels are not taken: " + response.text());
    }
  }
}

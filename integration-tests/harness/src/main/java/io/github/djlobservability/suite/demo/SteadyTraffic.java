package io.github.djlobservability.suite.demo;

import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * Sends traffic at a steady rate, each request when its time has come whether or not the ones
 * before it were answered, and looks at every answer. Thread-safe.
 */
final class SteadyTraffic implements AutoCloseable {

  /** With more unanswered requests than this, the traffic waits. */
  private static final int MAX_UNANSWERED = 64;

  private static final int MAX_PROBLEMS_KEPT = 100;
  private static final Duration ANSWER_DEADLINE = Duration.ofSeconds(30);

  /** A longer delay, as after a machine slept, is not made up for. */
  private static final long MAX_BEHIND_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final Semaphore unanswered = new Semaphore(MAX_UNANSWERED);
  private final LongAdder right = new LongAdder();
  private final LongAdder wrong = new LongAdder();
  private final BlockingQueue<String> problems = new LinkedBlockingQueue<>(MAX_PROBLEMS_KEPT);
  private final URI server;
  private final Traffic traffic;
  private final LateLabels labels;
  private final long intervalNanos;
  private final Thread thread = new Thread(this::send, "traffic");

  private SteadyTraffic(URI server, Traffic traffic, LateLabels labels, double requestsPerSecond) {
    this.server = server;
    this.traffic = traffic;
    this.labels = labels;
    this.intervalNanos = (long) (TimeUnit.SECONDS.toNanos(1) / requestsPerSecond);
    thread.setDaemon(true);
  }

  /**
   * Begins to send. From now on the traffic belongs to the sender's thread.
   *
   * @param labels are given what was said in each call that had a response
   */
  static SteadyTraffic start(
      URI server, Traffic traffic, LateLabels labels, double requestsPerSecond) {
    SteadyTraffic sender = new SteadyTraffic(server, traffic, labels, requestsPerSecond);
    sender.thread.start();
    return sender;
  }

  /** Returns how many answers were as they should be. */
  long right() {
    return right.sum();
  }

  /** Returns how many requests had a wrong answer, or none. */
  long wrong() {
    return wrong.sum();
  }

  /** Returns the problems since the last call, in full for the first hundred. */
  List<String> drainProblems() {
    List<String> drained = new ArrayList<>();
    problems.drainTo(drained);
    return drained;
  }

  /** Sends no more, and waits for the answers that are still to come. */
  @Override
  public void close() throws InterruptedException {
    thread.interrupt();
    thread.join();
    unanswered.acquire(MAX_UNANSWERED);
    unanswered.release(MAX_UNANSWERED);
  }

  private void send() {
    long due = System.nanoTime();
    try {
      while (true) {
        TimeUnit.NANOSECONDS.sleep(due - System.nanoTime());
        unanswered.acquire();
        ask(traffic.next());
        due = Math.max(due + intervalNanos, System.nanoTime() - MAX_BEHIND_NANOS);
      }
    } catch (InterruptedException closed) {
      Thread.currentThread().interrupt();
    }
  }

  private void ask(DemoRequest question) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(server.resolve(question.path()))
            .header("Content-Type", question.contentType())
            .timeout(ANSWER_DEADLINE)
            .POST(BodyPublishers.ofByteArray(question.bytes()));
    question.id().ifPresent(id -> request.header("x-request-id", id));
    var unused =
        client
            .sendAsync(request.build(), BodyHandlers.ofString())
            .whenComplete((response, failure) -> answered(question, response, failure));
  }

  private void answered(
      DemoRequest question, @Nullable HttpResponse<String> response, @Nullable Throwable failure) {
    Optional<String> problem =
        response == null ? Optional.of("no answer: " + failure) : problem(question, response);
    problem.ifPresentOrElse(
        text -> {
          wrong.increment();
          // Whether there is room for it or not: it has been counted.
          boolean unused = problems.offer(question.path() + ": " + text);
        },
        () -> {
          right.increment();
          if (question instanceof SpeechDemoRequest speech) {
            labels.keep(speech.id().orElseThrow(), speech.call().words());
          }
        });
    unanswered.release();
  }

  private static Optional<String> problem(DemoRequest question, HttpResponse<String> response) {
    String answer = response.body();
    if (response.statusCode() != 200) {
      return Optional.of("status " + response.statusCode() + ": " + answer);
    }
    try {
      return question.problemWith(JsonParser.parseString(answer)).map(text -> text + ": " + answer);
    } catch (JsonParseException | NumberFormatException e) {
      return Optional.of(e.getMessage() + ": " + answer);
    }
  }
}

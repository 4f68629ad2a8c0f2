package io.github.djlobservability.content;

import io.github.djlobservability.observation.Backlog;
import io.github.djlobservability.telemetry.Failures;
import io.github.djlobservability.telemetry.Telemetry;
import io.github.djlobservability.telemetry.definition.PluginMetric;
import io.opentelemetry.api.common.Attributes;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads answers on a thread of its own. What waits is bounded to {@value #MAX_WAITING_BYTES} bytes;
 * what is past that is counted and not looked into. Thread-safe; the pieces of one answer come from
 * one thread at a time.
 */
public final class ContentReader {
  static final long MAX_WAITING_BYTES = 32L << 20;
  private static final String PART = "content";

  private final AtomicLong waitingBytes = new AtomicLong();
  private final Failures failures;
  private final LongConsumer dropped;
  private final Backlog<Task> backlog =
      new Backlog<>("djl-serving-observability-content", this::read);

  /** Makes a reader that counts the bytes it does not read as a metric. */
  public ContentReader(Telemetry telemetry) {
    this(
        telemetry.failures(),
        bytes ->
            telemetry
                .instruments(PluginMetric.class)
                .add(PluginMetric.CONTENT_UNREAD, bytes, Attributes.empty()));
  }

  /**
   * @param dropped takes the number of bytes that were not read
   */
  ContentReader(Failures failures, LongConsumer dropped) {
    this.failures = failures;
    this.dropped = dropped;
  }

  /** Starts the thread. */
  public void start() {
    backlog.start();
  }

  /**
   * Asks whether so many bytes can be taken; who is told yes hands them over, or {@linkplain
   * #release releases} them.
   */
  public boolean claim(int bytes) {
    if (waitingBytes.addAndGet(bytes) <= MAX_WAITING_BYTES) {
      return true;
    }
    waitingBytes.addAndGet(-bytes);
    dropped.accept(bytes);
    return false;
  }

  /** Gives back what was claimed. */
  public void release(int bytes) {
    waitingBytes.addAndGet(-bytes);
  }

  /**
   * Takes the next piece of an answer.
   *
   * @param bytes claimed before, and changed by nobody; null for a piece that couldn't be
   * @param nanos when it was sent, as {@link System#nanoTime()}
   */
  public void piece(AnswerReading reading, byte @Nullable [] bytes, long nanos) {
    backlog.add(new Task(reading, bytes, nanos, null));
  }

  /**
   * An answer is over.
   *
   * @param claimed bytes that are to be released when it has been read
   * @param whenRead told what was found, on the reader's thread
   */
  public void finish(
      AnswerReading reading, AnswerEnd end, int claimed, Consumer<Findings> whenRead) {
    backlog.add(new Task(reading, null, 0, new Finish(end, claimed, whenRead)));
  }

  /** Reads what waits, on the caller's thread; returns whether anything did. */
  public boolean readWaiting() {
    return backlog.workOff();
  }

  private void read(Task task) {
    Finish finish = task.finish();
    try {
      if (finish == null) {
        task.reading().take(task.bytes(), task.nanos());
      }
    } catch (RuntimeException | LinkageError e) {
      failures.caught(PART, e);
    }
    byte[] bytes = task.bytes();
    if (bytes != null) {
      release(bytes.length);
    }
    if (finish != null) {
      finish(task.reading(), finish);
    }
  }

  private void finish(AnswerReading reading, Finish finish) {
    release(finish.claimed());
    Findings findings = Findings.NONE;
    try {
      findings = reading.end(finish.end());
    } catch (RuntimeException | LinkageError e) {
      failures.caught(PART, e);
    }
    try {
      finish.whenRead().accept(findings);
    } catch (RuntimeException | LinkageError e) {
      failures.caught(PART, e);
    }
  }

  /** Stops the thread when it has read what waits; waits no longer than it is told. */
  public void close(Duration limit) {
    backlog.close(limit);
  }

  /** A piece of an answer, or its end. */
  @SuppressWarnings("ArrayRecordComponent") // compared by nobody
  private record Task(
      AnswerReading reading, byte @Nullable [] bytes, long nanos, @Nullable Finish finish) {}

  private record Finish(AnswerEnd end, int claimed, Consumer<Findings> whenRead) {}
}

package io.github.djlobservability.content;

import io.github.djlobservability.telemetry.Failures;
import io.github.djlobservability.telemetry.Telemetry;
import io.github.djlobservability.telemetry.definition.PluginMetric;
import io.github.djlobservability.worker.HandOff;
import io.github.djlobservability.worker.MemoryShare;
import io.github.djlobservability.worker.Worker;
import io.github.djlobservability.worker.Workers;
import io.opentelemetry.api.common.Attributes;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads responses on a thread of its own. What waits is bounded to {@value #MAX_WAITING_BYTES}
 * bytes; what is past that is counted and not looked into. Thread-safe; the pieces of one response
 * come from one thread at a time.
 */
public final class ContentReader {
  static final long MAX_WAITING_BYTES = 32L << 20;
  private static final int MAX_WAITING = 100_000;

  /** A piece without its bytes, which are claimed before they are copied. */
  private static final long TASK_BYTES = 100;

  private static final String PART = "content";

  private final MemoryShare bodies;
  private final Failures failures;
  private final LongConsumer dropped;
  private final HandOff<Task> tasks;
  private final Worker worker;

  /** Makes a reader that counts the bytes it does not read as a metric. */
  public ContentReader(Telemetry telemetry) {
    this(
        telemetry.workers(),
        telemetry.failures(),
        bytes ->
            telemetry
                .instruments(PluginMetric.class)
                .add(PluginMetric.CONTENT_UNREAD, bytes, Attributes.empty()));
    // A rate sees the first bytes only where there was a zero before them.
    dropped.accept(0);
  }

  /**
   * @param dropped takes the number of bytes that were not read
   */
  ContentReader(Workers workers, Failures failures, LongConsumer dropped) {
    this.failures = failures;
    this.dropped = dropped;
    this.bodies = workers.memory().share("content", MAX_WAITING_BYTES);
    this.tasks = workers.handOff("content", MAX_WAITING, Long.MAX_VALUE, task -> TASK_BYTES);
    this.worker = workers.worker(PART, PART);
    worker.takes(tasks, this::read);
  }

  /** Starts the thread. */
  public void start() {
    worker.start();
  }

  /**
   * Asks whether this many bytes can be taken; a caller that gets true hands them over, or
   * {@linkplain #release releases} them.
   */
  public boolean claim(int bytes) {
    if (bodies.claim(bytes)) {
      return true;
    }
    dropped.accept(bytes);
    return false;
  }

  /** Gives back what was claimed. */
  public void release(int bytes) {
    bodies.release(bytes);
  }

  /**
   * Takes the next piece of a response.
   *
   * @param bytes claimed before, and changed by nobody; null for a piece that couldn't be
   * @param nanos when it was sent, as {@link System#nanoTime()}
   */
  public void piece(ResponseReading reading, byte @Nullable [] bytes, long nanos) {
    if (!tasks.offer(new Task(reading, bytes, nanos, null))) {
      reading.lost();
      if (bytes != null) {
        release(bytes.length);
        dropped.accept(bytes.length);
      }
    }
  }

  /**
   * A response is over.
   *
   * @param claimed bytes that are to be released when it has been read
   * @param whenRead told what was found, on the reader's thread; on the caller's where too much
   *     waits to be read
   */
  public void finish(
      ResponseReading reading, ResponseEnd end, int claimed, Consumer<Findings> whenRead) {
    if (!tasks.offer(new Task(reading, null, 0, new Finish(end, claimed, whenRead)))) {
      release(claimed);
      whenRead.accept(Findings.NONE);
    }
  }

  /** Reads what waits, on the caller's thread; returns whether anything did. */
  public boolean readWaiting() {
    return tasks.drain(Integer.MAX_VALUE, this::read) > 0;
  }

  private void read(Task task) {
    Finish finish = task.finish();
    try {
      if (finish == null) {
        task.reading().take(task.bytes(), task.nanos());
      }
    } catch (RuntimeException | Error e) {
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

  private void finish(ResponseReading reading, Finish finish) {
    release(finish.claimed());
    Findings findings = Findings.NONE;
    try {
      findings = reading.end(finish.end());
    } catch (RuntimeException | Error e) {
      failures.caught(PART, e);
    }
    try {
      finish.whenRead().accept(findings);
    } catch (RuntimeException | Error e) {
      failures.caught(PART, e);
    }
  }

  /** Stops the thread when it has read what waits; waits no longer than it is told. */
  public void close(Duration limit) {
    boolean unused = worker.close(limit);
  }

  /** A piece of a response, or its end. */
  @SuppressWarnings("ArrayRecordComponent") // compared by nobody
  private record Task(
      ResponseReading reading, byte @Nullable [] bytes, long nanos, @Nullable Finish finish) {}

  private record Finish(ResponseEnd end, int claimed, Consumer<Findings> whenRead) {}
}

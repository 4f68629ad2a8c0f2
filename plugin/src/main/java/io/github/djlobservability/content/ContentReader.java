package io.github.djlobservability.content;

import io.github.djlobservability.telemetry.Failures;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads answers on a thread of its own. What waits is bounded to {@value #MAX_WAITING_BYTES} bytes;
 * what is past that is counted and not looked into. Thread-safe; the pieces of one answer come from
 * one thread at a time.
 *
 * <p>While there is work, the thread looks for more every few milliseconds, so that who hands a
 * piece over needn't wake it.
 */
public final class ContentReader {
  static final long MAX_WAITING_BYTES = 32L << 20;
  private static final String PART = "content";
  private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(5);
  private static final long IDLE_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final Queue<Task> tasks = new ConcurrentLinkedQueue<>();
  private final AtomicLong waitingBytes = new AtomicLong();
  private final Failures failures;
  private final LongConsumer dropped;
  private final Thread worker = new Thread(this::run, "djl-serving-observability-content");
  private volatile boolean sleeping;
  private volatile boolean stopped;

  /**
   * @param dropped told how many bytes weren't looked into
   */
  public ContentReader(Failures failures, LongConsumer dropped) {
    this.failures = failures;
    this.dropped = dropped;
    worker.setDaemon(true);
  }

  /** Starts the thread. */
  public void start() {
    worker.start();
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
    add(new Task(reading, bytes, nanos, null));
  }

  /**
   * An answer is over.
   *
   * @param claimed bytes that are to be released when it has been read
   * @param whenRead told what was found, on the reader's thread
   */
  public void finish(
      AnswerReading reading, AnswerEnd end, int claimed, Consumer<Findings> whenRead) {
    add(new Task(reading, null, 0, new Finish(end, claimed, whenRead)));
  }

  private void add(Task task) {
    tasks.add(task);
    if (sleeping) {
      sleeping = false;
      LockSupport.unpark(worker);
    }
    if (stopped) {
      // Nobody would read it.
      readWaiting();
    }
  }

  /** Reads what waits, on the caller's thread; returns whether anything did. */
  public synchronized boolean readWaiting() {
    boolean any = false;
    for (Task task = tasks.poll(); task != null; task = tasks.poll()) {
      any = true;
      read(task);
    }
    return any;
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

  private void run() {
    long idleSince = System.nanoTime();
    while (!stopped) {
      if (readWaiting()) {
        idleSince = System.nanoTime();
      }
      if (System.nanoTime() - idleSince < IDLE_NANOS) {
        LockSupport.parkNanos(this, PAUSE_NANOS);
      } else {
        sleepUntilWoken();
        idleSince = System.nanoTime();
      }
    }
    readWaiting();
  }

  private void sleepUntilWoken() {
    sleeping = true;
    // Whoever added after this look sees that we sleep, and wakes us.
    while (sleeping && tasks.isEmpty() && !stopped) {
      LockSupport.park(this);
    }
    sleeping = false;
  }

  /** Stops the thread when it has read what waits; waits no longer than it is told. */
  public void close(Duration limit) {
    stopped = true;
    LockSupport.unpark(worker);
    try {
      worker.join(limit.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** A piece of an answer, or its end. */
  @SuppressWarnings("ArrayRecordComponent") // compared by nobody
  private record Task(
      AnswerReading reading, byte @Nullable [] bytes, long nanos, @Nullable Finish finish) {}

  private record Finish(AnswerEnd end, int claimed, Consumer<Findings> whenRead) {}
}

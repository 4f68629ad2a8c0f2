package io.github.djlobservability.telemetry;

import io.github.djlobservability.telemetry.standard.RootCause;
import io.github.djlobservability.worker.OwnThreads;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The exports of one signal. Thread-safe. A failure is logged at most once a minute. */
final class SignalExports {
  private static final Logger LOGGER = LoggerFactory.getLogger(SignalExports.class);
  private static final long QUIET_NANOS = TimeUnit.MINUTES.toNanos(1);

  /** The exporter's HTTP client says so of a collector that hangs. */
  private static final String GIVEN_UP = "Canceled";

  private static final String ENDED =
      "the thread that exports has ended; a restart of the server starts it";

  private final String signal;
  private final InstantSource clock;
  private final LongSupplier nanoTime;
  private final OwnThreads threads;
  private final AtomicInteger waiting = new AtomicInteger();
  private final LongAdder dropped = new LongAdder();
  private volatile @Nullable Thread exporter;
  private long succeeded;
  private long failed;
  private long lost;
  private long failedSinceLogged;
  private long droppedLogged;
  private long droppedQuietUntil;
  private boolean failing;
  private boolean logged;
  private long quietUntil;
  private @Nullable Instant lastSuccess;
  private @Nullable Instant lastFailure;
  private @Nullable String lastError;

  SignalExports(String signal, InstantSource clock, LongSupplier nanoTime, OwnThreads threads) {
    this.threads = threads;
    this.signal = signal;
    this.clock = clock;
    this.nanoTime = nanoTime;
  }

  /** Takes note that the present thread, which is the SDK's, exports. */
  void begins() {
    exporter = Thread.currentThread();
    works();
  }

  /** Counts the present thread as one that works for the plugin: it exports. */
  void works() {
    threads.noteCurrent("export");
  }

  /**
   * Returns whether one more item may wait for an export; one that may not is lost.
   *
   * @param limit how many may wait
   */
  boolean letsIn(int limit) {
    if (waiting.incrementAndGet() <= limit) {
      return true;
    }
    waiting.decrementAndGet();
    dropped.increment();
    return false;
  }

  /** The exporter takes items that waited. */
  void taken(int items) {
    waiting.addAndGet(-items);
  }

  synchronized void succeeded() {
    succeeded++;
    lastSuccess = clock.instant();
    tellDropped();
    if (failing) {
      failing = false;
      LOGGER.info("OpenTelemetry: {} are exported again.", signal);
    }
  }

  /**
   * An export failed.
   *
   * @param items that are lost with it
   */
  synchronized void failed(@Nullable Throwable cause, long items) {
    failed++;
    lost += items;
    failedSinceLogged++;
    failing = true;
    lastFailure = clock.instant();
    lastError = text(cause);
    tellDropped();
    long now = nanoTime.getAsLong();
    if (!logged || now - quietUntil >= 0) {
      LOGGER.warn(
          "OpenTelemetry: {} could not be exported: {}. {} exports failed since this was last said;"
              + " the next is logged in a minute at the earliest. Lost since the start: {}.",
          signal,
          lastError,
          failedSinceLogged,
          lost());
      logged = true;
      failedSinceLogged = 0;
      quietUntil = now + QUIET_NANOS;
    }
  }

  private void tellDropped() {
    long now = nanoTime.getAsLong();
    long all = dropped.sum();
    if (all > droppedLogged && (droppedLogged == 0 || now - droppedQuietUntil >= 0)) {
      LOGGER.warn(
          "OpenTelemetry: of {}, {} spans or log records were lost because too many waited to be"
              + " exported; the next are logged in a minute at the earliest.",
          signal,
          all - droppedLogged);
      droppedLogged = all;
      droppedQuietUntil = now + QUIET_NANOS;
    }
  }

  private synchronized long lost() {
    return lost + dropped.sum();
  }

  private static String text(@Nullable Throwable cause) {
    if (cause == null) {
      return "the exporter gives no reason";
    }
    String words = RootCause.words(cause);
    return words.equals(GIVEN_UP) ? "no response in time (" + words + ")" : words;
  }

  /** Nobody starts the SDK's thread again. */
  private boolean hasEnded() {
    Thread thread = exporter;
    return thread != null && thread.getState() == Thread.State.TERMINATED;
  }

  /** Returns whether these are the exports of that signal, and the last one failed. */
  synchronized boolean isFailing(String which) {
    return failing && signal.equals(which);
  }

  synchronized ExportReport report() {
    boolean ended = hasEnded();
    return new ExportReport(
        signal,
        succeeded,
        failed,
        lost(),
        failing || ended,
        lastSuccess == null ? null : lastSuccess.toString(),
        lastFailure == null ? null : lastFailure.toString(),
        ended ? ENDED : lastError);
  }
}

package io.github.djlobservability.telemetry;

import io.github.djlobservability.privacy.Privacy;
import io.github.djlobservability.telemetry.definition.Event;
import io.github.djlobservability.telemetry.definition.PluginKeys;
import io.github.djlobservability.telemetry.definition.PluginMetric;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.api.logs.Severity;
import io.opentelemetry.api.trace.Span;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes failures of the plugin itself: counts them, logs them at most once a minute, and never
 * passes them on to the request. Messages of failures, which may hold a part of a payload, stay out
 * of the log unless all values may be seen. Thread-safe.
 */
public final class Failures {
  private static final Logger LOGGER = LoggerFactory.getLogger(Failures.class);
  private static final String EXCEPTION = "exception";
  private static final AttributeKey<String> TYPE = AttributeKey.stringKey("exception.type");
  private static final AttributeKey<String> MESSAGE = AttributeKey.stringKey("exception.message");
  private static final AttributeKey<String> STACK_TRACE =
      AttributeKey.stringKey("exception.stacktrace");
  private static final long QUIET_NANOS = TimeUnit.MINUTES.toNanos(1);

  private final Instruments<PluginMetric> instruments;
  private final LongSupplier nanoTime;
  private final Privacy privacy;
  private final Events events;
  private final ExceptionSignal signal;
  private final AtomicLong count = new AtomicLong();
  private final AtomicLong quietUntil;

  Failures(
      Instruments<PluginMetric> instruments,
      LongSupplier nanoTime,
      Privacy privacy,
      Events events,
      ExceptionSignal signal) {
    this.instruments = instruments;
    this.nanoTime = nanoTime;
    this.privacy = privacy;
    this.events = events;
    this.signal = signal;
    this.quietUntil = new AtomicLong(nanoTime.getAsLong());
  }

  /**
   * Takes note of a failure. Never throws.
   *
   * @param part where it happened, a value of {@link PluginKeys#PART}
   */
  public void caught(String part, Throwable failure) {
    long total = told(part);
    try {
      long now = nanoTime.getAsLong();
      long until = quietUntil.get();
      if (now - until >= 0 && quietUntil.compareAndSet(until, now + QUIET_NANOS)) {
        LOGGER.warn(
            "Observability failed ({}); requests are not affected. {} failures so far; the next is"
                + " logged in a minute at the earliest.",
            part,
            total,
            privacy.failure(failure));
      }
    } catch (RuntimeException | Error e) {
      // Without memory or stack the count is all that is left.
      LOGGER.debug("Could not report a failure");
    }
  }

  /**
   * Counts a failure that is told in words elsewhere. Never throws.
   *
   * @param part where it happened, a value of {@link PluginKeys#PART}
   * @return how many failures there were with it
   */
  public long told(String part) {
    long total = count.incrementAndGet();
    try {
      instruments.add(PluginMetric.FAILURES, 1, Attributes.of(PluginKeys.PART, part));
    } catch (RuntimeException | Error e) {
      LOGGER.debug("Could not count a failure");
    }
    return total;
  }

  /**
   * Writes a failure of a model on a span or as a log record within it, as the conventions have it;
   * its messages only where all values may be seen.
   *
   * @param epochNanos when it was, by the clock of the span, though the wall clock was set
   */
  public void describe(Span span, Throwable failure, long epochNanos) {
    StringWriter trace = new StringWriter();
    Throwable shown = privacy.showsAll() ? failure : privacy.failure(failure);
    shown.printStackTrace(new PrintWriter(trace));
    AttributesBuilder attributes =
        Attributes.builder()
            .put(TYPE, failure.getClass().getName())
            .put(STACK_TRACE, trace.toString());
    if (privacy.showsAll() && failure.getMessage() != null) {
      attributes.put(MESSAGE, failure.getMessage());
    }
    if (signal.onSpans()) {
      span.addEvent(EXCEPTION, attributes.build(), epochNanos, TimeUnit.NANOSECONDS);
    }
    if (signal.inLogs()) {
      events.emit(
          Event.EXCEPTION,
          Severity.ERROR,
          failure.getClass().getName(),
          Instant.EPOCH.plusNanos(epochNanos),
          attributes.build(),
          span.getSpanContext());
    }
  }

  /** Returns the number of failures. */
  public long count() {
    return count.get();
  }
}

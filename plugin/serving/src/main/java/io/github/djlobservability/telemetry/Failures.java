package io.github.djlobservability.telemetry;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.metrics.LongCounter;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where failures of the plugin itself end: counted, logged at most once a minute, and never passed
 * on to the request. Thread-safe.
 */
public final class Failures {
  private static final Logger LOGGER = LoggerFactory.getLogger(Failures.class);
  private static final long QUIET_NANOS = TimeUnit.MINUTES.toNanos(1);

  private final LongCounter counter;
  private final LongSupplier nanoTime;
  private final AtomicLong count = new AtomicLong();
  private final AtomicLong quietUntil;

  Failures(InstrumentFactory factory, LongSupplier nanoTime) {
    this.counter = factory.counter(Catalogue.FAILURES);
    this.nanoTime = nanoTime;
    this.quietUntil = new AtomicLong(nanoTime.getAsLong());
  }

  /**
   * Takes note of a failure. Never throws.
   *
   * @param part where it happened, as docs/telemetry.md lists them
   */
  public void caught(String part, Throwable failure) {
    long total = count.incrementAndGet();
    try {
      counter.add(1, Attributes.of(Catalogue.PART, part));
      long now = nanoTime.getAsLong();
      long until = quietUntil.get();
      if (now - until >= 0 && quietUntil.compareAndSet(until, now + QUIET_NANOS)) {
        LOGGER.warn(
            "Observability failed ({}); requests are not affected. {} failures so far; the next is"
                + " logged in a minute at the earliest.",
            part,
            total,
            failure);
      }
    } catch (RuntimeException | Error e) {
      // Without memory or stack the count is all that is left.
      LOGGER.debug("Could not report a failure");
    }
  }

  /** Returns how many failures there were. */
  public long count() {
    return count.get();
  }
}

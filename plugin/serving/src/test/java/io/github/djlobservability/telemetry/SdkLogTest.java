package io.github.djlobservability.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SdkLogTest {
  private static final String SDK = "io.opentelemetry.sdk.";

  private final AtomicLong nanoTime = new AtomicLong();
  private final SdkLog log = SdkLog.install(nanoTime::get);

  @AfterEach
  void remove() {
    log.remove();
  }

  @Test
  void thatAnExportFailedIsSaidElsewhere() {
    String reader = SDK + "metrics.export.PeriodicMetricReader";
    assertThat(level(reader, Level.WARNING, "Exporter failed"))
        .isEqualTo(org.slf4j.event.Level.DEBUG);
    assertThat(level(reader, Level.WARNING, "Exporter threw an Exception"))
        .isEqualTo(org.slf4j.event.Level.DEBUG);
    assertThat(level("io.opentelemetry.exporter.otlp.X", Level.SEVERE, "Failed to export spans"))
        .isEqualTo(org.slf4j.event.Level.DEBUG);
    assertThat(level(SDK + "trace.export.X", Level.WARNING, "maxExportBatchSize is too large"))
        .isEqualTo(org.slf4j.event.Level.WARN);
  }

  @Test
  void whatItInformsOfWhileItStartsIsOfNoUse() {
    assertThat(level(SDK + "autoconfigure.X", Level.INFO, "Error encountered"))
        .isEqualTo(org.slf4j.event.Level.DEBUG);
    log.started();
    assertThat(level(SDK + "metrics.X", Level.INFO, "a span"))
        .isEqualTo(org.slf4j.event.Level.INFO);
  }

  @Test
  void aWarningIsRepeatedOnceAMinute() {
    String meter = SDK + "metrics.X";
    assertThat(level(meter, Level.WARNING, "hm")).isEqualTo(org.slf4j.event.Level.WARN);
    assertThat(level(meter, Level.WARNING, "hm")).isEqualTo(org.slf4j.event.Level.DEBUG);
    assertThat(level(meter, Level.WARNING, "oh")).isEqualTo(org.slf4j.event.Level.WARN);
    nanoTime.addAndGet(TimeUnit.MINUTES.toNanos(1));
    assertThat(level(meter, Level.WARNING, "hm")).isEqualTo(org.slf4j.event.Level.WARN);
  }

  private org.slf4j.event.Level level(String logger, Level level, String message) {
    LogRecord entry = new LogRecord(level, message);
    entry.setLoggerName(logger);
    return log.level(entry, message);
  }
}

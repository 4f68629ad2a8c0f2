package io.github.djlobservability.telemetry;

import io.opentelemetry.sdk.metrics.SdkMeterProvider;
import io.opentelemetry.sdk.metrics.SdkMeterProviderBuilder;
import io.opentelemetry.sdk.metrics.data.MetricData;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** The meter of one model, with its instruments and what they hold. Thread-safe. */
final class ModelMeter {
  /** How long the end is on a page after it was read there first: several may read it. */
  private static final long FOR_OTHERS_NANOS = TimeUnit.SECONDS.toNanos(30);

  private final Map<ModelMeters.Reading, CollectingReader> readers = new LinkedHashMap<>();
  private final SdkMeterProvider provider;
  private final InstrumentSet instruments;
  private final Set<ModelMeters.Reading> haveReadTheEnd = new HashSet<>();
  private final Set<ModelMeters.Reading> given = new HashSet<>();
  private final Map<ModelMeters.Reading, Long> firstRead = new HashMap<>();
  private boolean ended;
  private long endedAt;

  ModelMeter(String version, List<ModelMeters.Reading> readings) {
    SdkMeterProviderBuilder builder = SdkMeterProvider.builder();
    for (ModelMeters.Reading reading : readings) {
      CollectingReader reader = reading.reader();
      readers.put(reading, reader);
      builder.registerMetricReader(reader);
    }
    provider = builder.build();
    instruments =
        new InstrumentSet(
            provider.meterBuilder(Telemetry.SCOPE).setInstrumentationVersion(version).build());
  }

  InstrumentSet instruments() {
    return instruments;
  }

  synchronized void goesOn() {
    ended = false;
    given.clear();
    firstRead.clear();
    haveReadTheEnd.clear();
  }

  /** Ends it now if it has not ended; returns whether it had ended that long ago. */
  synchronized boolean endedBefore(long now, long nanos) {
    if (!ended) {
      ended = true;
      endedAt = now;
    }
    return now - endedAt > nanos;
  }

  /** Returns what a reader has not read yet of the model's end, or how it stands. */
  synchronized Collection<MetricData> collect(ModelMeters.Reading reading, long now) {
    if (ended && (reading.exports() ? isOver(reading) : isLongRead(reading, now))) {
      return List.of();
    }
    CollectingReader reader = readers.get(reading);
    return reader == null ? List.of() : reader.collect();
  }

  /** A reader whose export failed gets the end again. */
  private boolean isOver(ModelMeters.Reading reading) {
    if (haveReadTheEnd.contains(reading)) {
      return true;
    }
    boolean received = given.contains(reading) && !reading.hasFailed();
    if (received) {
      haveReadTheEnd.add(reading);
    }
    given.add(reading);
    return received;
  }

  private boolean isLongRead(ModelMeters.Reading page, long now) {
    boolean over = now - firstRead.computeIfAbsent(page, unread -> now) > FOR_OTHERS_NANOS;
    if (over) {
      haveReadTheEnd.add(page);
    }
    return over;
  }

  /** Returns whether every reader has read the model's end. */
  synchronized boolean isDone() {
    return ended && haveReadTheEnd.size() >= readers.size();
  }

  void close() {
    provider.close();
  }
}

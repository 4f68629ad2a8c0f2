package io.github.djlobservability.telemetry;

import io.opentelemetry.sdk.metrics.SdkMeterProvider;
import io.opentelemetry.sdk.metrics.data.MetricData;
import java.util.Collection;

/** The meter of one model, with its instruments and what they hold. Thread-safe. */
final class ModelMeter {
  private final CollectingReader reader;
  private final SdkMeterProvider provider;
  private final InstrumentSet instruments;
  private volatile boolean ended;

  ModelMeter(String version, CollectingReader reader) {
    this.reader = reader;
    provider = SdkMeterProvider.builder().registerMetricReader(reader).build();
    instruments =
        new InstrumentSet(
            provider.meterBuilder(Telemetry.SCOPE).setInstrumentationVersion(version).build());
  }

  InstrumentSet instruments() {
    return instruments;
  }

  void ends(boolean isEnded) {
    ended = isEnded;
  }

  boolean isEnded() {
    return ended;
  }

  Collection<MetricData> collect() {
    return reader.collect();
  }

  void close() {
    provider.close();
  }
}

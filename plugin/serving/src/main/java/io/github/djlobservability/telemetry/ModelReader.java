package io.github.djlobservability.telemetry;

import io.github.djlobservability.telemetry.series.SeriesLimit;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.common.export.MemoryMode;
import io.opentelemetry.sdk.metrics.Aggregation;
import io.opentelemetry.sdk.metrics.InstrumentType;
import io.opentelemetry.sdk.metrics.data.AggregationTemporality;
import io.opentelemetry.sdk.metrics.data.MetricData;
import io.opentelemetry.sdk.metrics.export.CollectionRegistration;
import io.opentelemetry.sdk.metrics.export.MetricReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * Gives a reader of metrics those of the models beside those of the SDK, no more series a model
 * than it may have. Thread-safe as the reader is.
 */
final class ModelReader implements MetricReader {
  private final MetricReader reader;
  private final ModelMeters.Reading models;
  private final SeriesLimit limit;
  private final UnaryOperator<Collection<MetricData>> last;

  /**
   * @param models made for this reader
   */
  ModelReader(MetricReader reader, ModelMeters.Reading models, SeriesLimit limit) {
    this(reader, models, limit, metrics -> metrics);
  }

  /**
   * @param models made for this reader
   * @param last what is done with what it gets, last of all
   */
  ModelReader(
      MetricReader reader,
      ModelMeters.Reading models,
      SeriesLimit limit,
      UnaryOperator<Collection<MetricData>> last) {
    this.reader = reader;
    this.models = models;
    this.limit = limit;
    this.last = last;
  }

  @Override
  public void register(CollectionRegistration others) {
    reader.register(
        new CollectionRegistration() {
          @Override
          public Collection<MetricData> collectAllMetrics() {
            List<MetricData> all = new ArrayList<>(others.collectAllMetrics());
            all.addAll(models.collect());
            return last.apply(limit.of(all));
          }
        });
  }

  @Override
  public AggregationTemporality getAggregationTemporality(InstrumentType instrumentType) {
    return reader.getAggregationTemporality(instrumentType);
  }

  @Override
  public Aggregation getDefaultAggregation(InstrumentType instrumentType) {
    return reader.getDefaultAggregation(instrumentType);
  }

  @Override
  public MemoryMode getMemoryMode() {
    return reader.getMemoryMode();
  }

  @Override
  public CompletableResultCode forceFlush() {
    return reader.forceFlush();
  }

  @Override
  public CompletableResultCode shutdown() {
    return reader.shutdown();
  }

  @Override
  public void close() throws IOException {
    reader.close();
  }
}

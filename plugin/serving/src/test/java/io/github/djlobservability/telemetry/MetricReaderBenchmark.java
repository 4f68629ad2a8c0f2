package io.github.djlobservability.telemetry;

import io.github.djlobservability.config.value.MetricLevel;
import io.github.djlobservability.model.ModelId;
import io.github.djlobservability.telemetry.definition.HttpMetric;
import io.github.djlobservability.telemetry.definition.ModelMetric;
import io.github.djlobservability.telemetry.scrape.MetricWriter;
import io.github.djlobservability.telemetry.series.LeftOutSeries;
import io.github.djlobservability.telemetry.series.MetricSelection;
import io.github.djlobservability.telemetry.series.SeriesLimit;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.metrics.Meter;
import io.opentelemetry.sdk.metrics.SdkMeterProvider;
import io.opentelemetry.sdk.metrics.SdkMeterProviderBuilder;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Measures the cost of all that a request has recorded, with an exporter's reader of metrics alone
 * and with the page's reader beside it.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 4, timeUnit = TimeUnit.MILLISECONDS, time = 500)
@Measurement(iterations = 8, timeUnit = TimeUnit.MILLISECONDS, time = 500)
@Fork(3)
public class MetricReaderBenchmark {
  private static final Attributes MODEL = ModelAttributes.of(new ModelId("m", null)).build();
  private static final Attributes HTTP =
      Attributes.builder().put("http.request.method", "POST").put("url.scheme", "http").build();

  /** Readers of metrics: 1 with the page off, 2 with it. */
  @Param({"1", "2"})
  public int readers;

  private Recorder recorder = Recorder.of(1);
  private double seconds = .001;

  /** Makes the instruments. */
  @Setup
  public void begin() {
    recorder = Recorder.of(readers);
  }

  /** Records what a request has at the level "standard". */
  @Benchmark
  public void request() {
    seconds = seconds > .1 ? .001 : seconds * 1.1;
    recorder.record(seconds);
  }

  private record Recorder(Instruments<ModelMetric> models, Instruments<HttpMetric> http) {
    static Recorder of(int readers) {
      ModelMeters meters = new ModelMeters("1", System::nanoTime);
      SdkMeterProviderBuilder builder = SdkMeterProvider.builder();
      for (int i = 0; i < readers; i++) {
        MetricWriter writer = new MetricWriter();
        builder.registerMetricReader(
            new ModelReader(
                writer.reader(),
                meters.readBy(writer.reader(), writer.reader()),
                new SeriesLimit(300, new LeftOutSeries())));
      }
      Meter meter = builder.build().get(Telemetry.SCOPE);
      meters.begin(new InstrumentSet(meter));
      MetricSelection standard = new MetricSelection(MetricLevel.STANDARD, List.of(), List.of());
      return new Recorder(
          new Instruments<>(meter, meters, ModelMetric.class, standard),
          new Instruments<>(meter, meters, HttpMetric.class, standard));
    }

    void record(double seconds) {
      http.record(HttpMetric.REQUEST_DURATION, seconds, HTTP);
      http.record(HttpMetric.REQUEST_SIZE, 500, HTTP);
      http.record(HttpMetric.RESPONSE_SIZE, 50, HTTP);
      models.record(ModelMetric.REQUEST_DURATION, seconds, MODEL);
      models.record(ModelMetric.QUEUE_DURATION, seconds / 10, MODEL);
      models.record(ModelMetric.PREPROCESS_DURATION, seconds / 10, MODEL);
      models.record(ModelMetric.INFERENCE_DURATION, seconds / 2, MODEL);
      models.record(ModelMetric.POSTPROCESS_DURATION, seconds / 10, MODEL);
      models.add(ModelMetric.ITEMS, 1, MODEL);
    }
  }
}

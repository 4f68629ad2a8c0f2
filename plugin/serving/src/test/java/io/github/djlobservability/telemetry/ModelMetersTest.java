package io.github.djlobservability.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.djlobservability.model.ModelId;
import io.github.djlobservability.telemetry.definition.HttpMetric;
import io.github.djlobservability.telemetry.definition.ModelMetric;
import io.github.djlobservability.telemetry.series.LeftOutSeries;
import io.github.djlobservability.telemetry.series.MetricSelection;
import io.github.djlobservability.telemetry.series.SeriesLimit;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.metrics.Meter;
import io.opentelemetry.sdk.metrics.Aggregation;
import io.opentelemetry.sdk.metrics.InstrumentType;
import io.opentelemetry.sdk.metrics.SdkMeterProvider;
import io.opentelemetry.sdk.metrics.data.LongPointData;
import io.opentelemetry.sdk.metrics.data.MetricData;
import io.opentelemetry.sdk.metrics.data.PointData;
import io.opentelemetry.sdk.metrics.export.AggregationTemporalitySelector;
import io.opentelemetry.sdk.metrics.export.MetricReader;
import io.opentelemetry.sdk.testing.exporter.InMemoryMetricReader;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ModelMetersTest {
  private final AtomicLong nanoTime = new AtomicLong();
  private final ModelMeters models = new ModelMeters("1", nanoTime::get);
  private final InMemoryMetricReader reader = InMemoryMetricReader.create();
  private final InMemoryMetricReader other = InMemoryMetricReader.createDelta();
  private final Meter meter =
      SdkMeterProvider.builder()
          .registerMetricReader(withModels(reader))
          .registerMetricReader(withModels(other))
          .build()
          .get(Telemetry.SCOPE);
  private final Instruments<ModelMetric> instruments =
      new Instruments<>(meter, begun(), ModelMetric.class, MetricSelection.ALL);

  private MetricReader withModels(MetricReader one) {
    return new ModelReader(
        one, models.readBy(one, one, () -> false), new SeriesLimit(0, new LeftOutSeries()));
  }

  private InstrumentSets begun() {
    models.begin(new InstrumentSet(meter));
    return models;
  }

  @Test
  void exportModelsTogetherUnderOneName() {
    request("a", 1);
    request("b", 2);
    request("b", 2);

    assertThat(points("djl.serving.request.rejected")).hasSize(2);
    assertThat(reader.collectAllMetrics())
        .filteredOn(metric -> metric.getName().equals("djl.serving.request.duration"))
        .singleElement()
        .satisfies(
            metric -> {
              assertThat(metric.getUnit()).isEqualTo("s");
              assertThat(metric.getInstrumentationScopeInfo().getName()).isEqualTo(Telemetry.SCOPE);
              assertThat(metric.getHistogramData().getPoints()).hasSize(2);
            });
  }

  @Test
  void theSeriesOfAModelThatIsGoneAreExportedOnceMore() {
    request("a", 1);
    request("b", 1);
    models.retain(id -> id.name().equals("a"));

    assertThat(points("djl.serving.request.duration")).hasSize(2);
    assertThat(points("djl.serving.request.duration")).hasSize(1);
    assertThat(models.size()).isEqualTo(2);
    assertThat(other.collectAllMetrics())
        .filteredOn(metric -> metric.getName().equals("djl.serving.request.duration"))
        .singleElement()
        .satisfies(metric -> assertThat(metric.getHistogramData().getPoints()).hasSize(2));
    assertThat(other.collectAllMetrics()).as("a delta without what is new").isEmpty();
    assertThat(models.size()).isEqualTo(1);
  }

  @Test
  void theEndOfAModelIsExportedAgainWhenItsExportFailed() {
    AtomicBoolean failed = new AtomicBoolean();
    ModelMeters own = new ModelMeters("1", nanoTime::get);
    InMemoryMetricReader exporting = InMemoryMetricReader.create();
    Meter itsMeter =
        SdkMeterProvider.builder()
            .registerMetricReader(
                new ModelReader(
                    exporting,
                    own.readBy(exporting, exporting, failed::get),
                    new SeriesLimit(0, new LeftOutSeries())))
            .build()
            .get(Telemetry.SCOPE);
    own.begin(new InstrumentSet(itsMeter));
    new Instruments<>(itsMeter, own, ModelMetric.class, MetricSelection.ALL)
        .record(ModelMetric.REQUEST_DURATION, 1, of("a"));
    own.retain(id -> false);

    assertThat(exporting.collectAllMetrics()).isNotEmpty();
    failed.set(true);
    assertThat(exporting.collectAllMetrics()).as("after an export that failed").isNotEmpty();
    failed.set(false);
    assertThat(exporting.collectAllMetrics()).isEmpty();
    assertThat(own.size()).isZero();
  }

  @Test
  void whoReadsAPageTakesTheEndOfAModelFromNobody() {
    ModelMeters own = new ModelMeters("1", nanoTime::get);
    InMemoryMetricReader page = InMemoryMetricReader.create();
    Meter itsMeter =
        SdkMeterProvider.builder()
            .registerMetricReader(
                new ModelReader(
                    page, own.readBy(page, page), new SeriesLimit(0, new LeftOutSeries())))
            .build()
            .get(Telemetry.SCOPE);
    own.begin(new InstrumentSet(itsMeter));
    new Instruments<>(itsMeter, own, ModelMetric.class, MetricSelection.ALL)
        .record(ModelMetric.REQUEST_DURATION, 1, of("a"));
    own.retain(id -> false);

    nanoTime.addAndGet(TimeUnit.SECONDS.toNanos(100));
    assertThat(page.collectAllMetrics()).as("of who reads it seldom").isNotEmpty();
    nanoTime.addAndGet(TimeUnit.SECONDS.toNanos(29));
    assertThat(page.collectAllMetrics()).as("of another, half a minute later").isNotEmpty();
    nanoTime.addAndGet(TimeUnit.SECONDS.toNanos(2));
    assertThat(page.collectAllMetrics()).isEmpty();
    assertThat(own.size()).isZero();
  }

  @Test
  void theSeriesOfAModelThatIsGoneWaitForNobodyForEver() {
    request("a", 1);
    models.retain(id -> false);
    nanoTime.addAndGet(TimeUnit.MINUTES.toNanos(6));
    models.retain(id -> false);

    assertThat(models.size()).isZero();
  }

  @Test
  void eachReaderGetsItsOwnSums() {
    request("a", 1);
    assertThat(rejected(reader)).isEqualTo(1);
    assertThat(rejected(other)).isEqualTo(1);
    request("a", 1);
    assertThat(rejected(reader)).isEqualTo(2);
    assertThat(rejected(other)).isEqualTo(1);
  }

  @Test
  void aReaderThatWantsExponentialHistogramsGetsThem() {
    InMemoryMetricReader exponential =
        InMemoryMetricReader.create(
            AggregationTemporalitySelector.alwaysCumulative(),
            type ->
                type == InstrumentType.HISTOGRAM
                    ? Aggregation.base2ExponentialBucketHistogram()
                    : Aggregation.defaultAggregation());
    ModelMeters own = new ModelMeters("1", nanoTime::get);
    Meter itsMeter =
        SdkMeterProvider.builder()
            .registerMetricReader(
                new ModelReader(
                    exponential,
                    own.readBy(exponential, exponential),
                    new SeriesLimit(300, new LeftOutSeries())))
            .build()
            .get(Telemetry.SCOPE);
    own.begin(new InstrumentSet(itsMeter));
    new Instruments<>(itsMeter, own, ModelMetric.class, MetricSelection.ALL)
        .record(ModelMetric.REQUEST_DURATION, 1, of("a"));

    assertThat(exponential.collectAllMetrics())
        .filteredOn(metric -> metric.getName().equals("djl.serving.request.duration"))
        .singleElement()
        .satisfies(
            metric -> assertThat(metric.getExponentialHistogramData().getPoints()).hasSize(1));
  }

  private static long rejected(InMemoryMetricReader reader) {
    return reader.collectAllMetrics().stream()
        .filter(metric -> metric.getName().equals("djl.serving.request.rejected"))
        .flatMap(metric -> metric.getLongSumData().getPoints().stream())
        .mapToLong(LongPointData::getValue)
        .sum();
  }

  @Test
  void aModelThatComesBackInTimeGoesOn() {
    request("a", 1);
    models.retain(id -> false);
    models.retain(new ModelId("a", null)::equals);
    request("a", 1);

    points("djl.serving.request.rejected");
    assertThat(points("djl.serving.request.rejected")).hasSize(1);
  }

  @Test
  void haveAsManySeriesAfterManyModelsAsAfterOne() {
    request("m0", 1);
    int series =
        reader.collectAllMetrics().stream().mapToInt(m -> m.getData().getPoints().size()).sum();
    for (int i = 0; i < 62; i++) {
      String model = "m" + i;
      request(model, 1);
      models.retain(id -> id.name().equals(model));
      reader.collectAllMetrics();
      other.collectAllMetrics();
    }
    assertThat(
            reader.collectAllMetrics().stream().mapToInt(m -> m.getData().getPoints().size()).sum())
        .isEqualTo(series);
  }

  @Test
  void whatBelongsToNoModelStaysWhereItWas() {
    Instruments<HttpMetric> http =
        new Instruments<>(meter, models, HttpMetric.class, MetricSelection.ALL);
    http.record(
        HttpMetric.REQUEST_SIZE, 1L, Attributes.empty(), io.opentelemetry.context.Context.root());
    models.retain(id -> false);
    reader.collectAllMetrics();

    assertThat(points("http.server.request.body.size")).hasSize(1);
  }

  @Test
  void takeAValueOnlyAsItsDefinitionSays() {
    assertThatThrownBy(() -> instruments.add(ModelMetric.REQUEST_DURATION, 1, of("a")))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private void request(String model, double seconds) {
    instruments.record(ModelMetric.REQUEST_DURATION, seconds, of(model));
    instruments.add(ModelMetric.REJECTED_REQUESTS, 1, of(model));
  }

  private static Attributes of(String model) {
    return ModelAttributes.of(new ModelId(model, null)).build();
  }

  private List<? extends PointData> points(String name) {
    return reader.collectAllMetrics().stream()
        .filter(metric -> metric.getName().equals(name))
        .map(MetricData::getData)
        .flatMap(data -> data.getPoints().stream())
        .toList();
  }
}

package io.github.djlobservability.telemetry;

import static io.opentelemetry.sdk.testing.assertj.OpenTelemetryAssertions.assertThat;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.djlobservability.telemetry.definition.DriftMetric;
import io.github.djlobservability.telemetry.definition.FeedbackMetric;
import io.github.djlobservability.telemetry.definition.Instrument;
import io.github.djlobservability.telemetry.definition.Metric;
import io.github.djlobservability.telemetry.definition.PluginMetric;
import io.github.djlobservability.telemetry.series.MetricSelection;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.metrics.Meter;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.metrics.SdkMeterProvider;
import io.opentelemetry.sdk.metrics.data.MetricData;
import io.opentelemetry.sdk.testing.exporter.InMemoryMetricReader;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class InstrumentsTest {
  private static final Attributes ONE = Attributes.of(AttributeKey.stringKey("k"), "one");
  private static final Attributes TWO = Attributes.of(AttributeKey.stringKey("k"), "two");

  private final InMemoryMetricReader reader = InMemoryMetricReader.create();
  private final SdkMeterProvider provider =
      SdkMeterProvider.builder().registerMetricReader(reader).build();
  private final Meter meter = provider.get("test");

  @AfterEach
  void close() {
    provider.close();
  }

  @Test
  void everyMetricIsExportedAsItIsDefined() {
    for (Class<?> area : Metric.class.getPermittedSubclasses()) {
      writeAll(area);
    }
    Map<String, MetricData> exported =
        reader.collectAllMetrics().stream()
            .collect(Collectors.toMap(MetricData::getName, Function.identity()));
    for (Class<?> area : Metric.class.getPermittedSubclasses()) {
      for (Object metric : area.getEnumConstants()) {
        Metric.Definition defined = ((Metric) metric).definition();
        MetricData data = requireNonNull(exported.get(defined.name()), defined.name());
        assertThat(data)
            .as(defined.name())
            .hasUnit(defined.instrument().unit())
            .hasDescription(defined.description());
        assertThat(kind(data)).as(defined.name()).isEqualTo(defined.instrument().kind());
        if (data.getData() == data.getHistogramData()) {
          assertThat(data.getHistogramData().getPoints().iterator().next().getBoundaries())
              .isEqualTo(defined.instrument().buckets());
        }
      }
    }
  }

  private <M extends Enum<M> & Metric> void writeAll(Class<?> area) {
    @SuppressWarnings("unchecked")
    Class<M> metrics = (Class<M>) area;
    Instruments<M> instruments =
        new Instruments<>(meter, shared(meter), metrics, MetricSelection.ALL);
    Set<M> observed = new LinkedHashSet<>();
    for (M metric : metrics.getEnumConstants()) {
      Instrument instrument = metric.definition().instrument();
      if (instrument.observed()) {
        observed.add(metric);
      } else {
        switch (instrument.kind()) {
          case HISTOGRAM -> instruments.record(metric, 1, ONE);
          case UP_DOWN_COUNTER -> instruments.addOrTake(metric, 1, ONE);
          case COUNTER -> instruments.add(metric, 1, ONE);
          case GAUGE -> throw new AssertionError(metric);
        }
      }
    }
    if (!observed.isEmpty()) {
      instruments.observe(to -> observed.forEach(metric -> to.record(metric, 1L, ONE)));
    }
  }

  private static Instrument.Kind kind(MetricData data) {
    return switch (data.getType()) {
      case HISTOGRAM -> Instrument.Kind.HISTOGRAM;
      case LONG_GAUGE, DOUBLE_GAUGE -> Instrument.Kind.GAUGE;
      case LONG_SUM ->
          data.getLongSumData().isMonotonic()
              ? Instrument.Kind.COUNTER
              : Instrument.Kind.UP_DOWN_COUNTER;
      case DOUBLE_SUM -> Instrument.Kind.COUNTER;
      default -> throw new AssertionError(data);
    };
  }

  @Test
  void twoPartsHaveAnAreasMetricsRead() {
    Instruments<PluginMetric> instruments =
        new Instruments<>(meter, shared(meter), PluginMetric.class, MetricSelection.ALL);
    instruments.observe(to -> to.record(PluginMetric.CONFIGURATION_ERRORS, 2L, ONE));
    instruments.observe(to -> to.record(PluginMetric.OBSERVATIONS_DROPPED, 3L, TWO));
    Collection<MetricData> metrics = reader.collectAllMetrics();
    assertThat(metrics).hasSize(2);
    assertThat(metrics)
        .anySatisfy(
            data ->
                assertThat(data)
                    .hasName(PluginMetric.OBSERVATIONS_DROPPED.definition().name())
                    .hasLongSumSatisfying(
                        sum -> sum.hasPointsSatisfying(point -> point.hasValue(3))));
  }

  @Test
  void aSeriesEndsWhenItIsNoLongerWritten() {
    Set<Attributes> live = new LinkedHashSet<>(Arrays.asList(ONE, TWO));
    Instruments<DriftMetric> instruments =
        new Instruments<>(meter, shared(meter), DriftMetric.class, MetricSelection.ALL);
    instruments.observe(to -> live.forEach(model -> to.record(DriftMetric.ITEMS, 7L, model)));
    assertThat(series()).isEqualTo(2);
    live.remove(ONE);
    assertThat(series()).isEqualTo(1);
  }

  private int series() {
    return reader.collectAllMetrics().stream()
        .mapToInt(data -> data.getData().getPoints().size())
        .sum();
  }

  @Test
  void notANumberIsLeftOut() {
    Instruments<FeedbackMetric> instruments =
        new Instruments<>(meter, shared(meter), FeedbackMetric.class, MetricSelection.ALL);
    instruments.observe(
        to -> {
          to.record(FeedbackMetric.COVERAGE, Double.NaN, ONE);
          to.record(FeedbackMetric.COVERAGE, 0.5, TWO);
        });
    assertThat(series()).isEqualTo(1);
  }

  @Test
  void aMetricIsWrittenToAsItsDefinitionSays() {
    Instruments<FeedbackMetric> instruments =
        new Instruments<>(meter, shared(meter), FeedbackMetric.class, MetricSelection.ALL);
    assertThatThrownBy(() -> instruments.add(FeedbackMetric.DELAY, 1, ONE))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("DELAY");
    assertThatThrownBy(() -> instruments.record(FeedbackMetric.LABELS, 1, ONE, Context.root()))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> instruments.addOrTake(FeedbackMetric.LABELS, 1, ONE))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static InstrumentSets shared(Meter meter) {
    InstrumentSet set = new InstrumentSet(meter);
    return attributes -> set;
  }
}

package io.github.djlobservability.telemetry.series;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.metrics.DoubleHistogram;
import io.opentelemetry.api.metrics.LongCounter;
import io.opentelemetry.api.metrics.Meter;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.metrics.SdkMeterProvider;
import io.opentelemetry.sdk.metrics.data.ExemplarData;
import io.opentelemetry.sdk.testing.exporter.InMemoryMetricReader;
import io.opentelemetry.sdk.testing.time.TestClock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class LastExemplarsTest {
  private static final Attributes MODEL = Attributes.of(AttributeKey.stringKey("m"), "a");

  /** The SDK notes the time of an exemplar by the system's clock. */
  private final TestClock clock = TestClock.create(Instant.now());

  private final InMemoryMetricReader reader = InMemoryMetricReader.create();
  private final Meter meter =
      SdkMeterProvider.builder().setClock(clock).registerMetricReader(reader).build().get("test");
  private final DoubleHistogram times =
      meter.histogramBuilder("times").setExplicitBucketBoundariesAdvice(List.of(1.0, 10.0)).build();
  private final LongCounter items = meter.counterBuilder("items").build();
  private final LastExemplars last = new LastExemplars();

  @Test
  void areThereForWhoReadsAfterAnother() {
    times.record(0.5, MODEL, request(1));
    items.add(3, MODEL, request(1));
    assertThat(spans("times")).containsExactly(1);
    assertThat(spans("items")).containsExactly(1);
    assertThat(spans("times")).containsExactly(1);
    assertThat(spans("items")).containsExactly(1);
  }

  @Test
  void giveWayToALaterOneOfTheSameBucket() {
    times.record(0.5, MODEL, request(1));
    times.record(5, MODEL, request(2));
    assertThat(spans("times")).containsExactlyInAnyOrder(1, 2);
    times.record(0.7, MODEL, request(3));
    times.record(20, MODEL, request(4));
    assertThat(spans("times")).containsExactlyInAnyOrder(2, 3, 4);
    items.add(1, MODEL, request(5));
    items.add(1, MODEL, request(6));
    List<Integer> first = spans("items");
    items.add(1, MODEL, request(7));
    assertThat(spans("items")).isNotEqualTo(first).contains(7);
  }

  @Test
  void goAfterAMinuteAndSome() {
    times.record(0.5, MODEL, request(1));
    assertThat(spans("times")).containsExactly(1);
    clock.advance(Duration.ofSeconds(40));
    assertThat(spans("times")).containsExactly(1);
    clock.advance(Duration.ofSeconds(80));
    assertThat(spans("times")).isEmpty();
  }

  private List<Integer> spans(String metric) {
    return last.addTo(reader.collectAllMetrics()).stream()
        .filter(one -> one.getName().equals(metric))
        .flatMap(one -> one.getData().getPoints().stream())
        .flatMap(point -> point.getExemplars().stream())
        .map(ExemplarData::getSpanContext)
        .map(span -> Integer.parseInt(span.getSpanId(), 16))
        .toList();
  }

  private static Context request(int number) {
    return Context.root()
        .with(
            Span.wrap(
                SpanContext.create(
                    "0af7651916cd43dd8448eb211c80319c",
                    "%016x".formatted(number),
                    TraceFlags.getSampled(),
                    TraceState.getDefault())));
  }
}

package io.github.djlobservability.hardware;

import static io.opentelemetry.sdk.testing.assertj.OpenTelemetryAssertions.assertThat;

import io.github.djlobservability.load.DeviceReading;
import io.github.djlobservability.model.ModelId;
import io.github.djlobservability.model.ThreadCounters;
import io.github.djlobservability.telemetry.Telemetry;
import io.github.djlobservability.telemetry.definition.HardwareKeys;
import io.github.djlobservability.telemetry.definition.HardwareMetric;
import io.github.djlobservability.telemetry.definition.HttpKeys;
import io.github.djlobservability.telemetry.definition.ModelKeys;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.metrics.data.MetricData;
import io.opentelemetry.sdk.metrics.data.PointData;
import io.opentelemetry.sdk.testing.junit5.OpenTelemetryExtension;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** From readings to metrics and figures. */
class GpuWatchTest {
  private static final long SECOND = TimeUnit.SECONDS.toNanos(1);
  private static final ModelId MODEL = new ModelId("m", "1");

  @RegisterExtension static final OpenTelemetryExtension OTEL = OpenTelemetryExtension.create();

  private final FakeGpuReader reader = FakeGpuReader.withCards(2);
  private final Queue<ThreadCounters> counters = new ArrayDeque<>();
  private Telemetry telemetry;
  private ModelWorks works;
  private GpuWatch watch;

  /** Not before: the extension forgets what was made earlier. */
  @BeforeEach
  void start() {
    telemetry = Telemetry.using(OTEL.getOpenTelemetry(), "test");
    works = new ModelWorks(counters::remove, telemetry.instruments(HardwareMetric.class));
    watch = new GpuWatch(new GpuPoller(() -> reader, null, (level, line) -> {}), works);
  }

  @Test
  void aCardIsInTheMetricsUntilItIsLost() {
    observe(0);
    Map<String, Double> first = metrics("gpu0");
    assertThat(first)
        .containsEntry("hw.gpu.utilization general", 0.5)
        .containsEntry("hw.gpu.memory.usage ", 1000.0)
        .containsEntry("hw.gpu.memory.limit ", 10_000.0)
        .containsEntry("hw.gpu.memory.utilization ", 0.1)
        .containsEntry("hw.power ", 200.0)
        .containsEntry("hw.energy ", 0.0)
        .containsEntry("hw.temperature ", 40.0)
        .containsEntry("hw.errors corrected", 0.0)
        .containsEntry("hw.errors uncorrected", 0.0)
        .containsEntry("djl.serving.gpu.clock.frequency sm", 1000.0)
        .containsEntry("djl.serving.gpu.clock.frequency memory", 2000.0)
        .containsEntry("djl.serving.gpu.clock.limited idle", 1.0)
        .containsEntry("djl.serving.gpu.clock.limited software_power_cap", 0.0)
        .doesNotContainKey("djl.serving.gpu.process.memory ");
    reader.readings.remove(0);
    reader.errors.add(new GpuReader.Xid(1, 79));
    assertThat(watch.poll(SECOND)).isTrue();
    assertThat(metrics("gpu0")).isEmpty();
    assertThat(metrics("gpu1")).containsEntry("hw.errors xid_79", 1.0);
    assertThat(watch.report(SECOND))
        .extracting(HardwareReport.Card::device)
        .containsExactly("gpu1");
  }

  @Test
  void whatAModelDidOnACardIsPutDownToIt() {
    MeasuredWork work = works.get(MODEL, "gpu1");
    observe(0);
    work.deviceBegan(0);
    work.deviceEnded(SECOND / 2);
    work.occupies(700L);
    work.holds(() -> 12);
    reader.readings.put(1, FakeGpuReader.reading(0.25, 180.0, 1000));
    assertThat(watch.poll(SECOND)).isTrue();

    assertThat(metrics("gpu1"))
        .containsEntry("djl.serving.device.time ", 0.25)
        .containsEntry("djl.serving.device.energy ", 40.0)
        .containsEntry("djl.serving.model.memory ", 700.0)
        .containsEntry("djl.serving.model.tensors ", 12.0);
    assertThat(works.report(MODEL))
        .isEqualTo(
            new HardwareReport.OfModel(
                null, null, 0, 12, List.of(new HardwareReport.OnDevice("gpu1", 700L, 0.25, 40.0))));
    works.remove(MODEL);
    assertThat(works.report(MODEL)).isNull();
    assertThat(metrics("gpu1")).doesNotContainKey("djl.serving.device.time ");
  }

  @Test
  void whatTheCardsDidIsKeptWhileOneIsLostOrOld() {
    observe(0);
    MeasuredWork work = works.get(MODEL, "gpu1");
    work.deviceBegan(0);
    work.deviceEnded(SECOND / 4);
    reader.readings.put(1, FakeGpuReader.reading(0.75, 0.0, 1000));
    assertThat(watch.poll(SECOND)).isTrue();
    assertThat(watch.work(SECOND))
        .isEqualTo(
            Map.of(
                "gpu0", new DeviceReading(true, 1, 0.5, Map.of()),
                "gpu1", new DeviceReading(true, 1, 0.75, Map.of(MODEL, 0.25))));

    reader.readings.remove(0);
    reader.readings.put(1, FakeGpuReader.reading(null, 0.0, 1000));
    assertThat(watch.poll(2 * SECOND)).isTrue();
    assertThat(watch.work(2 * SECOND).values())
        .extracting(DeviceReading::current)
        .containsExactly(false, false);

    reader.readings.put(1, FakeGpuReader.reading(0.0, 0.0, 1000));
    assertThat(watch.poll(3 * SECOND)).isTrue();
    assertThat(watch.work(3 * SECOND).values())
        .extracting(DeviceReading::current)
        .containsExactlyInAnyOrder(false, true);
    assertThat(watch.work(3 * SECOND + Gpu.FRESH_NANOS + 1).values())
        .extracting(DeviceReading::current)
        .containsExactly(false, false);
  }

  @Test
  void oneCallInSixteenIsMeasured() {
    MeasuredWork work = works.get(MODEL, "cpu");
    for (int call = 0; call < 40; call++) {
      long start = 1_000_000L * call;
      if (call % MeasuredWork.EVERY == 0) {
        counters.add(new ThreadCounters(start, 10 * start));
        counters.add(new ThreadCounters(start + 3000, 10 * start + 600));
      }
      ThreadCounters atBegin = work.begin();
      assertThat(atBegin != null).isEqualTo(call % MeasuredWork.EVERY == 0);
      if (atBegin != null) {
        work.computed(atBegin, 3, Context.root());
      }
    }
    assertThat(works.report(MODEL))
        .isEqualTo(
            new HardwareReport.OfModel(
                1e-6, 200.0, 9, 0, List.of(new HardwareReport.OnDevice("cpu", null, null, null))));
    Attributes attributes =
        Attributes.of(ModelKeys.NAME, "m", ModelKeys.VERSION, "1", ModelKeys.DEVICE, "cpu");
    assertThat(metric("djl.serving.item.cpu.time"))
        .hasUnit("s")
        .hasHistogramSatisfying(
            histogram ->
                histogram.hasPointsSatisfying(
                    point -> point.hasCount(3).hasSum(3e-6).hasAttributes(attributes)));
    assertThat(metric("djl.serving.item.memory.allocated"))
        .hasHistogramSatisfying(
            histogram -> histogram.hasPointsSatisfying(point -> point.hasCount(3).hasSum(600)));
  }

  @Test
  void aJavaThatDoesNotCountGivesNoFigures() {
    counters.add(new ThreadCounters(-1, -1));
    counters.add(new ThreadCounters(-1, -1));
    MeasuredWork work = works.get(new ModelId("silent", null), "cpu");
    ThreadCounters atBegin = work.begin();
    assertThat(atBegin).isNotNull();
    work.computed(atBegin, 1, Context.root());
    assertThat(OTEL.getMetrics())
        .filteredOn(metric -> metric.getName().startsWith("djl.serving.item."))
        .isEmpty();
  }

  private void observe(long nowNanos) {
    telemetry
        .instruments(HardwareMetric.class)
        .observe(
            to -> {
              watch.writeTo(to, nowNanos);
              works.writeTo(to);
            });
    assertThat(watch.poll(nowNanos)).isTrue();
  }

  private static MetricData metric(String name) {
    return OTEL.getMetrics().stream()
        .filter(metric -> metric.getName().equals(name))
        .findFirst()
        .orElseThrow();
  }

  /** Value by name and by what tells the points of one card apart. */
  private static Map<String, Double> metrics(String device) {
    Map<String, Double> values = new TreeMap<>();
    for (MetricData metric : OTEL.getMetrics()) {
      for (PointData point : metric.getData().getPoints()) {
        Attributes attributes = point.getAttributes();
        if (device.equals(attributes.get(HardwareKeys.NAME))
            || device.equals(attributes.get(ModelKeys.DEVICE))) {
          values.put(metric.getName() + " " + detail(attributes), Points.value(point));
        }
      }
    }
    return values;
  }

  private static String detail(Attributes attributes) {
    return Set.of(
            HardwareKeys.TASK, HttpKeys.ERROR_TYPE, HardwareKeys.CLOCK, HardwareKeys.CLOCK_LIMIT)
        .stream()
        .filter(key -> attributes.get(key) != null)
        .map(key -> String.valueOf(attributes.get(key)))
        .collect(Collectors.joining());
  }
}

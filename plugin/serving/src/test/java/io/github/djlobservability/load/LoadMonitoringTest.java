package io.github.djlobservability.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import io.github.djlobservability.config.LoadSetting;
import io.github.djlobservability.config.Settings;
import io.github.djlobservability.config.value.LatencyObjective;
import io.github.djlobservability.model.ModelId;
import io.github.djlobservability.model.ObjectiveCounts;
import io.github.djlobservability.model.PoolReading;
import io.github.djlobservability.model.ServedModel;
import io.github.djlobservability.model.Timebase;
import io.github.djlobservability.model.WorkStatistics;
import io.github.djlobservability.observation.RequestInFlight;
import io.github.djlobservability.observation.RequestsInFlight;
import io.github.djlobservability.telemetry.Telemetry;
import io.github.djlobservability.telemetry.definition.LoadKeys;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.logs.SdkLoggerProvider;
import io.opentelemetry.sdk.logs.export.SimpleLogRecordProcessor;
import io.opentelemetry.sdk.metrics.SdkMeterProvider;
import io.opentelemetry.sdk.metrics.data.MetricData;
import io.opentelemetry.sdk.metrics.data.PointData;
import io.opentelemetry.sdk.testing.exporter.InMemoryLogRecordExporter;
import io.opentelemetry.sdk.testing.exporter.InMemoryMetricReader;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class LoadMonitoringTest {
  private static final long TICK_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

  private final AtomicLong clock = new AtomicLong(1);
  private final InMemoryMetricReader reader = InMemoryMetricReader.create();
  private final InMemoryLogRecordExporter logs = InMemoryLogRecordExporter.create();
  private final Telemetry telemetry =
      Telemetry.using(
          OpenTelemetrySdk.builder()
              .setMeterProvider(SdkMeterProvider.builder().registerMetricReader(reader).build())
              .setLoggerProvider(
                  SdkLoggerProvider.builder()
                      .addLogRecordProcessor(SimpleLogRecordProcessor.create(logs))
                      .build())
              .build(),
          "9");
  private final Work work = new Work();
  private final Cpu cpu = new Cpu();
  private final RequestsInFlight inFlight = new RequestsInFlight();
  private final Map<String, DeviceReading> cards = new HashMap<>();
  private PoolReading pool = pool(1, 1, 3);
  private int looks;
  private final LoadMonitoring monitoring =
      new LoadMonitoring(
          work.models(),
          () -> {
            looks++;
            return Map.of(Work.ID, pool);
          },
          List.of(cpu),
          () -> cards,
          telemetry,
          inFlight,
          request -> {},
          clock::get);

  @Test
  void aRequestThatIsWaitedForPastTheLimitIsSlowAlready() {
    LatencyObjective limit = new LatencyObjective("p99<1s", 0.99, Duration.ofSeconds(1));
    ServedModel model =
        work.models()
            .add(Work.ID, work.model().settings().with(LoadSetting.SLO_LATENCY, limit), true);
    Span span =
        Span.wrap(
            SpanContext.create(
                "0af7651916cd43dd8448eb211c80319c",
                "b7ad6b7169203331",
                TraceFlags.getDefault(),
                TraceState.getDefault()));
    RequestInFlight waiting =
        new RequestInFlight(Context.root().with(span), new Timebase(clock.get(), 0), false, model);
    inFlight.add(waiting);
    run(10, () -> {});

    assertThat(model.statistics().objectives().totals())
        .isEqualTo(new ObjectiveCounts.Totals(0, 0, 1, 1));
    assertThat(waiting.timeCounts()).as("counted once").isFalse();
  }

  @Test
  void looksOftenOnlyWhileThereAreRequests() {
    pool =
        new PoolReading(List.of(new PoolReading.Workers("cpu", 2, 0, 0, 0, 0, 2)), 0, 100, 1, true);
    run(60, () -> {});
    assertThat(looks).as("once at the beginning, then at the end of each step").isEqualTo(31);
    assertThat(Objects.requireNonNull(monitoring.reading(Work.ID)).window().samples().count())
        .as("moments at which nothing had changed count, too")
        .isBetween(575L, 600L);

    looks = 0;
    run(1, () -> work.call(0.010, 1));
    assertThat(looks).isEqualTo(10);

    run(2, () -> {});
    looks = 0;
    work.models().add(new ModelId("new", null), work.model().settings(), true);
    clock.addAndGet(TICK_NANOS);
    monitoring.tick();
    assertThat(looks).as("a new model is seen before its first requests are over").isEqualTo(1);
  }

  @Test
  void looksOftenWhileAModelIsNotReady() {
    pool =
        new PoolReading(
            List.of(new PoolReading.Workers("cpu", 0, 0, 2, 0, 0, 2)), 0, 100, 1, false);
    run(2, () -> {});
    looks = 0;
    run(1, () -> {});
    assertThat(looks).as("it may become ready at any moment").isEqualTo(10);
    WorkStatistics statistics = work.model().statistics().work();
    assertThat(statistics.isReady()).isFalse();

    statistics.taken(0);
    assertThat(statistics.isReady()).as("a worker took a request").isTrue();
  }

  @Test
  void knowsThatAllWorkersHaveEndedByAnError() {
    pool = down(0, 2);
    run(5, () -> {});
    assertThat(report().failedForGood()).isEqualTo(2);
    pool = down(1, 1);
    run(5, () -> {});
    assertThat(report().failedForGood()).as("one begins anew").isZero();
    pool = down(0, 0);
    run(5, () -> {});
    assertThat(report().failedForGood()).as("scaled down to none").isZero();
  }

  private static PoolReading down(int starting, int failed) {
    return new PoolReading(
        List.of(new PoolReading.Workers("cpu", 0, 0, starting, 0, failed, 2)), 0, 100, 1, false);
  }

  @Test
  void measuresUtilizationAndHeadroomOfTheLastMinute() {
    run(70, () -> work.call(0.010, 1));

    LoadReport report = report();
    // Ten calls of 10 ms a second, two of three workers running.
    assertThat(report.windowSeconds()).isCloseTo(60, within(0.001));
    assertThat(report.requestsPerSecond()).isCloseTo(10, within(0.05));
    assertThat(report.utilization()).isCloseTo(0.05, within(0.001));
    LoadReport.Room room = Objects.requireNonNull(report.headroom());
    assertThat(room.limitedBy()).isEqualTo("workers");
    assertThat(room.saturationPerSecond()).isCloseTo(300, within(0.001));
    assertThat(room.share()).isCloseTo(1 - 10.0 / 300, within(0.001));
  }

  @Test
  void knowsWhatElseRunsOutFirst() {
    cpu.used = 0.8;
    run(70, () -> work.call(0.010, 1));

    LoadReport.Room room = Objects.requireNonNull(report().headroom());
    // All of the busy time is this model's, so 0.8 of the CPU is for ten requests a second.
    assertThat(room.limitedBy()).isEqualTo("cpu");
    assertThat(room.saturationPerSecond()).isCloseTo(12.5, within(0.1));
    assertThat(room.limitsPerSecond()).containsOnlyKeys("cpu", "workers");
  }

  @Test
  void knowsWhatTheCardsOfAModelCanDoTogether() {
    pool =
        new PoolReading(
            List.of(
                new PoolReading.Workers("gpu0", 1, 1, 0, 0, 0, 2),
                new PoolReading.Workers("gpu1", 1, 1, 0, 0, 0, 2)),
            2,
            100,
            1,
            true);
    run(
        70,
        () -> {
          work.call(0.010, 1);
          // Of every tenth of a second 40 ms for this model, and 20 ms for another process.
          compute("gpu0", 0.1, 0.06, 0.04);
          compute("gpu1", 0.1, 0.02, 0.02);
        });

    LoadReport.Room room = Objects.requireNonNull(report().headroom());
    // Ten requests a second take 0.6 cards; what is free is 1.2 cards.
    assertThat(room.limitsPerSecond()).containsOnlyKeys("gpu", "workers");
    assertThat(room.limitsPerSecond().get("gpu")).isCloseTo(30, within(0.1));
    assertThat(room.limitedBy()).isEqualTo("gpu");
    assertThat(metric("djl.serving.saturation")).isCloseTo(400 + 30, within(0.1));

    cards.put("gpu1", new DeviceReading(false, 70, 14, Map.of(Work.ID, 14.0)));
    run(2, () -> work.call(0.010, 1));

    assertThat(Objects.requireNonNull(report().headroom()).limitsPerSecond())
        .containsOnlyKeys("workers");
  }

  @Test
  void saysThatACardIsFullThoughNoWorkerIsSeenBusy() {
    work.models().add(Work.ID, Settings.DEFAULTS, false);
    pool =
        new PoolReading(
            List.of(new PoolReading.Workers("gpu0", 1, 0, 0, 0, 0, 1)), 2, 100, 1, true);
    run(
        70,
        () -> {
          work.model().statistics().work().arrived();
          work.model().statistics().work().over();
          compute("gpu0", 0.1, 0.1, 0);
        });

    LoadReport.Room room = Objects.requireNonNull(report().headroom());
    assertThat(room.limitedBy()).isEqualTo("gpu");
    assertThat(room.saturationPerSecond()).isCloseTo(10, within(0.01));
    assertThat(room.share()).isCloseTo(0, within(0.001));
  }

  @Test
  void remembersTheSaturationWhenTrafficEnds() {
    run(70, () -> work.call(0.010, 1));
    run(70, () -> {});

    LoadReport.Room room = Objects.requireNonNull(report().headroom());
    assertThat(room.saturationPerSecond()).isCloseTo(300, within(0.001));
    assertThat(room.share()).isEqualTo(1);
  }

  @Test
  void isBelowZeroWhenMoreIsAskedForThanCanBeDone() {
    pool = pool(0, 1, 1);
    run(
        70,
        () -> {
          work.call(0.100, 1);
          work.model().statistics().work().arrived();
          work.model().statistics().work().rejected();
          work.model().statistics().work().over();
        });

    LoadReport report = report();
    assertThat(report.utilization()).isCloseTo(1, within(0.001));
    assertThat(Objects.requireNonNull(report.headroom()).share()).isCloseTo(-1, within(0.001));
    assertThat(report.headroom().limitedBy()).isEqualTo("workers");
    assertThat(report.rejectedTotal()).isEqualTo(700);
  }

  @Test
  void blamesTheQueueWhenIdleWorkersDontHelp() {
    run(
        70,
        () -> {
          work.call(0.010, 1);
          work.model().statistics().work().rejected();
        });

    assertThat(Objects.requireNonNull(report().headroom()).limitedBy()).isEqualTo("queue");
  }

  @Test
  void seesHowBusyWorkersAreWhoseCallsItCantSee() {
    work.models().add(Work.ID, Settings.DEFAULTS, false);
    run(
        70,
        () -> {
          work.model().statistics().work().arrived();
          work.model().statistics().work().over();
        });

    LoadReport report = report();
    // One of two running workers was busy whenever it was looked; three could be.
    assertThat(report.utilization()).isCloseTo(0.5, within(0.001));
    assertThat(Objects.requireNonNull(report.headroom()).saturationPerSecond())
        .isCloseTo(30, within(0.2));
    assertThat(report.batches()).isNull();
  }

  @Test
  void aModelWithoutWorkersIsNotReadyAndHasNoHeadroom() {
    run(70, () -> work.call(0.010, 1));
    assertThat(metric("djl.serving.model.ready")).isEqualTo(1);
    pool =
        new PoolReading(
            List.of(new PoolReading.Workers("cpu", 0, 0, 0, 0, 3, 3)), 0, 100, 1, false);
    run(2, () -> {});

    assertThat(report().ready()).isFalse();
    assertThat(report().headroom()).isNull();
    assertThat(work.model().statistics().work().isReady()).isFalse();
    assertThat(metric("djl.serving.model.ready")).isZero();
    assertThat(exported("djl.serving.headroom")).isFalse();

    pool = pool(1, 1, 3);
    run(2, () -> work.call(0.010, 1));
    assertThat(report().ready()).isTrue();
    assertThat(report().headroom()).isNotNull();
  }

  private boolean exported(String name) {
    return reader.collectAllMetrics().stream().anyMatch(metric -> metric.getName().equals(name));
  }

  @Test
  void tellsTheMetricsWhatItTellsThePage() {
    run(70, () -> work.call(0.010, 1));

    assertThat(metric("djl.serving.worker.utilization")).isCloseTo(0.05, within(0.001));
    assertThat(metric("djl.serving.headroom")).isCloseTo(1 - 10.0 / 300, within(0.001));
    assertThat(metric("djl.serving.worker.busy_time")).isCloseTo(7, within(0.001));
    assertThat(metric("djl.serving.queue.limit")).isEqualTo(100);
    assertThat(metric("djl.serving.worker.count")).isEqualTo(2);
  }

  @Test
  void leavesAModelAloneThatIsNotToBeWatched() {
    Settings off = Settings.DEFAULTS.with(LoadSetting.LOAD, false);
    work.models().add(Work.ID, off, true);
    run(10, () -> work.call(0.010, 1));

    assertThat(monitoring.report(work.model())).isNull();
    assertThat(reader.collectAllMetrics())
        .extracting(MetricData::getName)
        .isNotEmpty()
        .allMatch(name -> name.startsWith("djl.serving.observability."));
  }

  @Test
  void tellsOnceThatABudgetIsUsedUpFast() {
    Settings withObjectives =
        Settings.DEFAULTS
            .with(
                LoadSetting.SLO_LATENCY,
                new LatencyObjective("p99<200ms", 0.99, Duration.ofMillis(200)))
            .with(LoadSetting.SLO_AVAILABILITY, 0.999);
    work.models().add(Work.ID, withObjectives, true);
    run(10, () -> work.model().statistics().objectives().answered(false));
    run(10, () -> work.model().statistics().objectives().answered(true));

    List<ObjectiveReport> objectives = report().objectives();
    assertThat(objectives)
        .extracting(ObjectiveReport::objective, ObjectiveReport::status)
        .containsExactly(
            tuple("availability", BurnStatus.OK), tuple("latency", BurnStatus.FAST_BURN));
    assertThat(objectives.get(1).requests()).isEqualTo(200);
    assertThat(objectives.get(1).violations()).isEqualTo(100);
    assertThat(metric("djl.serving.slo.violations")).isEqualTo(100);
    assertThat(logs.getFinishedLogRecordItems())
        .singleElement()
        .satisfies(
            event -> {
              assertThat(event.getEventName()).isEqualTo("djl.serving.slo.status_changed");
              assertThat(event.getAttributes().get(LoadKeys.STATUS)).isEqualTo("fast_burn");
              assertThat(event.getAttributes().get(LoadKeys.TARGET)).isEqualTo("p99<200ms");
            });
  }

  private LoadReport report() {
    return Objects.requireNonNull(
        monitoring.report(
            Objects.requireNonNull(work.models().find(Work.ID.name(), Work.ID.version()))));
  }

  private void run(int seconds, Runnable eachTick) {
    for (int tick = 0; tick < seconds * 10; tick++) {
      clock.addAndGet(TICK_NANOS);
      eachTick.run();
      monitoring.tick();
    }
  }

  private void compute(String card, double seconds, double computing, double forTheModel) {
    DeviceReading last = cards.getOrDefault(card, DeviceReading.NONE);
    cards.put(
        card,
        new DeviceReading(
            true,
            last.seconds() + seconds,
            last.computingSeconds() + computing,
            Map.of(Work.ID, last.ofModel(Work.ID) + forTheModel)));
  }

  private double metric(String name) {
    double sum = 0;
    for (MetricData metric : reader.collectAllMetrics()) {
      if (metric.getName().equals(name)) {
        for (PointData point : metric.getData().getPoints()) {
          sum +=
              point instanceof io.opentelemetry.sdk.metrics.data.LongPointData number
                  ? number.getValue()
                  : ((io.opentelemetry.sdk.metrics.data.DoublePointData) point).getValue();
        }
      }
    }
    return sum;
  }

  private static PoolReading pool(int idle, int busy, int limit) {
    return new PoolReading(
        List.of(new PoolReading.Workers("cpu", idle, busy, 0, 0, 0, limit)), 2, 100, 1, true);
  }

  private static final class Cpu implements SharedResource {
    private double used;

    @Override
    public String name() {
      return "cpu";
    }

    @Override
    public double utilization() {
      return used;
    }
  }
}

package io.github.djlobservability.hardware;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.djlobservability.load.DeviceReading;
import io.github.djlobservability.model.ModelId;
import io.github.djlobservability.model.ThreadCounters;
import io.github.djlobservability.telemetry.Telemetry;
import io.github.djlobservability.telemetry.definition.HardwareMetric;
import io.opentelemetry.api.OpenTelemetry;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class DeviceLedgerTest {
  private static final long MILLI = TimeUnit.MILLISECONDS.toNanos(1);

  private final MeasuredWork a = work("a");
  private final MeasuredWork b = work("b");
  private final DeviceLedger ledger = new DeviceLedger();

  @Test
  void sharesTimeAndEnergyByHowLongEachWasBusy() {
    settle(0, 0.0, 0.0);
    busy(a, 0, 600);
    busy(b, 600, 800);
    // Busy for 0.8 s of which kernels ran for 0.4 s; 100 J, of which a fifth was used up idling.
    settle(1000, 0.4, 100.0);
    assertThat(a.deviceSeconds()).isCloseTo(0.3, within(1e-12));
    assertThat(b.deviceSeconds()).isCloseTo(0.1, within(1e-12));
    assertThat(a.joules()).isCloseTo(60, within(1e-9));
    assertThat(b.joules()).isCloseTo(20, within(1e-9));
  }

  @Test
  void whoWasNotBusyGetsNothing() {
    settle(0, 0.0, 0.0);
    settle(1000, 1.0, 100.0);
    assertThat(a.deviceSeconds()).isZero();
    assertThat(a.joules()).isZero();
  }

  @Test
  void aLongCallIsChargedWhileItRuns() {
    settle(0, 0.0, 0.0);
    a.deviceBegan(0);
    settle(1000, 1.0, 300.0);
    assertThat(a.deviceSeconds()).isCloseTo(1, within(1e-12));
    a.deviceEnded(1500 * MILLI);
    settle(2000, 0.5, 500.0);
    assertThat(a.deviceSeconds()).isCloseTo(1.5, within(1e-12));
    assertThat(a.joules()).isCloseTo(300 + 100, within(1e-9));
  }

  @Test
  void parallelCallsDoNotUseMoreThanThereIs() throws Exception {
    settle(0, 0.0, 0.0);
    ExecutorService other = Executors.newSingleThreadExecutor();
    busy(a, 0, 1000);
    other.submit(() -> busy(a, 0, 1000)).get();
    other.submit(() -> busy(b, 0, 1000)).get();
    other.shutdown();
    settle(1000, 0.9, 90.0);
    assertThat(a.deviceSeconds()).isCloseTo(0.6, within(1e-12));
    assertThat(b.deviceSeconds()).isCloseTo(0.3, within(1e-12));
    assertThat(a.joules() + b.joules()).isCloseTo(90, within(1e-9));
  }

  @Test
  void aModelGetsNoMoreTimeThanItWasBusy() {
    settle(0, 0.0, 0.0);
    busy(a, 0, 100);
    // The rest of the utilization is another process's.
    settle(1000, 1.0, 300.0);
    assertThat(a.deviceSeconds()).isCloseTo(0.1, within(1e-12));
    assertThat(a.joules()).isCloseTo(30, within(1e-9));
  }

  @Test
  void withoutAMeterForEnergyThePowerIsTaken() {
    settle(0, 0.0, null);
    busy(a, 0, 500);
    settle(500, 1.0, null);
    assertThat(a.joules()).isCloseTo(200 * 0.5, within(1e-9));
  }

  @Test
  void aMeterThatStartsAnewAndAGapChargeNobody() {
    settle(0, 0.0, 1e6);
    busy(a, 0, 1000);
    settle(1000, 1.0, 5.0);
    assertThat(a.joules()).isZero();
    busy(a, 1000, 20_000);
    settle(21_000, 1.0, 1e6);
    assertThat(a.joules()).isZero();
    assertThat(a.deviceSeconds()).isCloseTo(1, within(1e-12));
  }

  @Test
  void addsUpWhatTheDeviceDidForWhomever() {
    settle(0, 0.0, 0.0);
    busy(a, 0, 300);
    settle(1000, 0.5, 0.0);
    settle(3000, 0.2, 0.0);
    // The device says nothing, then there is a gap.
    ledger.settle(FakeGpuReader.reading(null, 0.0, 0), 4000 * MILLI, List.of(a, b));
    settle(20_000, 1.0, 0.0);

    DeviceReading reading = ledger.reading(true, List.of(a, b));
    assertThat(reading.current()).isTrue();
    assertThat(reading.seconds()).isCloseTo(3, within(1e-12));
    assertThat(reading.computingSeconds()).isCloseTo(0.9, within(1e-12));
    assertThat(reading.modelSeconds())
        .isEqualTo(Map.of(a.model(), a.deviceSeconds(), b.model(), 0.0));
    assertThat(a.deviceSeconds()).isCloseTo(0.3, within(1e-12));
  }

  @Test
  void whatEndsWithoutHavingBegunIsNothing() {
    settle(0, 0.0, 0.0);
    a.deviceEnded(500 * MILLI);
    settle(1000, 1.0, 10.0);
    assertThat(a.deviceSeconds()).isZero();
  }

  private void settle(long millis, double utilization, @Nullable Double joules) {
    ledger.settle(FakeGpuReader.reading(utilization, joules, 0), millis * MILLI, List.of(a, b));
  }

  private static void busy(MeasuredWork work, long fromMillis, long toMillis) {
    work.deviceBegan(fromMillis * MILLI);
    work.deviceEnded(toMillis * MILLI);
  }

  private static MeasuredWork work(String model) {
    return new MeasuredWork(
        new ModelId(model, null),
        "gpu0",
        () -> new ThreadCounters(-1, -1),
        Telemetry.using(OpenTelemetry.noop(), "test").instruments(HardwareMetric.class));
  }
}

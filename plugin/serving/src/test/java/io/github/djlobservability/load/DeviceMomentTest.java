package io.github.djlobservability.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.djlobservability.load.DeviceMoment.WorkersOn;
import io.github.djlobservability.model.ModelId;
import io.github.djlobservability.model.PoolReading;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** How much a model uses of the devices that it runs on. */
class DeviceMomentTest {
  private static final ModelId A = new ModelId("a", null);
  private static final ModelId B = new ModelId("b", null);
  private static final Set<ModelId> BOTH_MEASURED = Set.of(A, B);

  /** In ten seconds gpu0 computed for eight, six of them for A and one for B. */
  private static final DeviceReading GPU0 =
      new DeviceReading(true, 110, 58, Map.of(A, 26.0, B, 11.0));

  private static final DeviceReading GPU0_BEFORE =
      new DeviceReading(true, 100, 50, Map.of(A, 20.0, B, 10.0));

  /** In ten seconds gpu1 computed for two, for A. */
  private static final DeviceReading GPU1 = new DeviceReading(true, 10, 2, Map.of(A, 2.0));

  private static final Map<WorkersOn, Long> BUSY =
      Map.of(on(A, "gpu0"), 130L, on(B, "gpu0"), 60L, on(A, "gpu1"), 5L);
  private static final Map<WorkersOn, Long> BUSY_BEFORE =
      Map.of(on(A, "gpu0"), 100L, on(B, "gpu0"), 50L);

  private static final DeviceMoment BEFORE =
      new DeviceMoment(Map.of("gpu0", GPU0_BEFORE), BUSY_BEFORE);
  private static final DeviceMoment NOW =
      new DeviceMoment(Map.of("gpu0", GPU0, "gpu1", GPU1), BUSY);

  @Test
  void isWhatIsPutDownToTheModelWhereAllCallsAreSeen() {
    assertUse(use(A, NOW, BOTH_MEASURED, "gpu0"), 0.6, 0.8);
    assertUse(use(B, NOW, BOTH_MEASURED, "gpu0"), 0.1, 0.8);
  }

  @Test
  void isSharedOutByBusyWorkersWhereTheCallsOfOneCannotBeSeen() {
    // A's workers were seen busy thirty times, B's ten times.
    assertUse(use(A, NOW, Set.of(A), "gpu0"), 0.6, 0.8);
    assertUse(use(B, NOW, Set.of(A), "gpu0"), 0.2, 0.8);
  }

  @Test
  void isAllOfItForTheOnlyModelThere() {
    assertUse(use(A, NOW, Set.of(), "gpu1"), 0.2, 0.2);
  }

  @Test
  void isTheMeanOverTheDevicesOfTheModel() {
    assertUse(use(A, NOW, BOTH_MEASURED, "gpu0", "gpu1"), 0.4, 0.5);
  }

  @Test
  void isUnknownWhenADeviceOfTheModelIs() {
    assertThat(use(A, NOW, BOTH_MEASURED, "gpu0", "cpu")).isNull();
    assertThat(use(A, NOW, BOTH_MEASURED, "gpu2")).isNull();
    assertThat(use(A, NOW, BOTH_MEASURED)).isNull();
    DeviceReading lost = new DeviceReading(false, 110, 58, Map.of(A, 26.0));
    DeviceMoment now = new DeviceMoment(Map.of("gpu0", lost, "gpu1", GPU1), BUSY);
    assertThat(use(A, now, BOTH_MEASURED, "gpu0")).isNull();
    assertThat(use(A, now, BOTH_MEASURED, "gpu0", "gpu1")).isNull();
    assertUse(use(A, now, BOTH_MEASURED, "gpu1"), 0.2, 0.2);
  }

  @Test
  void isUnknownWhileNothingWasReadSince() {
    assertThat(NOW.since(NOW, A, pool("gpu0"), BOTH_MEASURED)).isNull();
  }

  @Test
  void countsNoWorkersThatDoNotRun() {
    PoolReading.Workers stopped = new PoolReading.Workers("gpu2", 0, 0, 1, 2, 0, 4);
    PoolReading.Workers running = new PoolReading.Workers("gpu1", 1, 0, 0, 0, 0, 1);
    PoolReading pool = new PoolReading(List.of(stopped, running), 0, 100, 1, true);
    assertUse(NOW.since(BEFORE, A, pool, BOTH_MEASURED), 0.2, 0.2);
  }

  private static void assertUse(@Nullable ResourceUse use, double byModel, double byAll) {
    ResourceUse known = Objects.requireNonNull(use);
    assertThat(known.byModel()).isCloseTo(byModel, within(1e-12));
    assertThat(known.byAll()).isCloseTo(byAll, within(1e-12));
  }

  private static @Nullable ResourceUse use(
      ModelId model, DeviceMoment now, Set<ModelId> measured, String... devices) {
    return now.since(BEFORE, model, pool(devices), measured);
  }

  private static PoolReading pool(String... devices) {
    return new PoolReading(
        Arrays.stream(devices)
            .map(device -> new PoolReading.Workers(device, 0, 1, 0, 0, 0, 1))
            .toList(),
        0,
        100,
        1,
        true);
  }

  private static WorkersOn on(ModelId model, String device) {
    return new WorkersOn(model, device);
  }
}

package io.github.djlobservability.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.djlobservability.drift.reference.Item;
import io.github.djlobservability.drift.reference.ModelReference;
import io.github.djlobservability.state.CorruptFileException;
import io.github.djlobservability.state.OtherStateException;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MonitorFileTest {

  private static final long SEED = 9;
  private static final MonitorSettings SETTINGS =
      MonitorSettings.defaults().withExpectedRunTime(ExpectedRunTime.ofItems(1_000));

  private final Columns columns = Columns.mixed();
  private final ModelReference reference = columns.reference(800, new SplittableRandom(SEED));

  @TempDir private Path folder;
  private Path path;
  private MonitorFile file;

  @BeforeEach
  void place() {
    path = folder.resolve("model.drift");
    file = new MonitorFile(path);
  }

  /** Observes with drifts and faults in between, so that every part of the state is in use. */
  private List<Verdict> observe(ModelMonitor monitor, int from, int to) {
    List<Verdict> verdicts = new ArrayList<>();
    Item item = monitor.newItem();
    for (int number = from; number < to; number++) {
      SplittableRandom random = new SplittableRandom(number);
      columns.fill(item, number, random);
      if (number / 700 % 3 == 1) {
        columns.put(item, number / 2_100 % columns.size(), 2 + random.nextGaussian());
      }
      if (number / 900 % 4 == 1 && random.nextInt(5) == 0) {
        item.wrongType(3);
      }
      verdicts.addAll(monitor.observe(item));
    }
    return verdicts;
  }

  private static byte[] state(ModelMonitor monitor) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    monitor.write(new DataOutputStream(bytes));
    return bytes.toByteArray();
  }

  @ParameterizedTest(name = "saved after {0} items")
  @ValueSource(ints = {0, 10, 950, 1_000, 4_321})
  void aRestoredMonitorGoesOnAsIfNothingHadHappened(int items) throws IOException {
    ModelMonitor whole = new ModelMonitor(reference, SETTINGS);
    observe(whole, 0, items);
    file.save(whole);
    ModelMonitor restored = file.restore(reference, SETTINGS);
    assertThat(restored.evaluate()).isEqualTo(whole.evaluate());
    List<Verdict> expected = observe(whole, items, items + 8_000);
    assertThat(expected).isNotEmpty();
    assertThat(observe(restored, items, items + 8_000)).isEqualTo(expected);
    assertThat(state(restored)).isEqualTo(state(whole));
  }

  @Test
  void aMonitorBeginsWhereNothingWasSaved() throws IOException {
    assertThat(file.restore(reference, SETTINGS).evaluate())
        .isEqualTo(new ModelMonitor(reference, SETTINGS).evaluate());
  }

  @Test
  void savingTakesThePlaceOfWhatWasThere() throws IOException {
    ModelMonitor monitor = new ModelMonitor(reference, SETTINGS);
    file.save(monitor);
    observe(monitor, 0, 100);
    file.save(monitor);
    assertThat(file.restore(reference, SETTINGS).evaluate().itemCount()).isEqualTo(100);
    try (var files = Files.list(folder)) {
      assertThat(files).containsExactly(path);
    }
  }

  @Test
  void everyDamageIsNoticedAndTheFileSetAside() throws IOException {
    ModelMonitor monitor = new ModelMonitor(reference, SETTINGS);
    observe(monitor, 0, 2_000);
    file.save(monitor);
    byte[] sound = Files.readAllBytes(path);
    SplittableRandom random = new SplittableRandom(SEED);
    for (int trial = 0; trial < 50; trial++) {
      byte[] damaged = sound.clone();
      int at = trial < 32 ? trial : random.nextInt(damaged.length);
      damaged[at] ^= (byte) (1 + random.nextInt(255));
      boolean inFingerprint = at >= 12 && at < 20;
      if (inFingerprint) {
        assertOther(damaged);
      } else {
        assertSetAside(damaged);
      }
    }
    for (int length : new int[] {0, 7, 31, 32, 1_000, sound.length - 1}) {
      assertSetAside(Arrays.copyOf(sound, length));
    }
    assertSetAside(Arrays.copyOf(sound, sound.length + 1));
  }

  private void assertOther(byte[] contents) throws IOException {
    Files.write(path, contents);
    assertThatThrownBy(() -> file.restore(reference, SETTINGS))
        .isInstanceOf(OtherStateException.class);
    assertThat(path).hasBinaryContent(contents);
  }

  private void assertSetAside(byte[] contents) throws IOException {
    Files.write(path, contents);
    assertThatThrownBy(() -> file.restore(reference, SETTINGS))
        .isInstanceOf(CorruptFileException.class)
        .hasMessageContaining("set aside");
    assertThat(path).doesNotExist();
    assertThat(folder.resolve("model.drift.corrupt")).hasBinaryContent(contents);
  }

  @Test
  void theStateOfAnotherReferenceIsRefused() throws IOException {
    file.save(new ModelMonitor(reference, SETTINGS));
    ModelReference other = columns.reference(800, new SplittableRandom(SEED + 1));
    assertThatThrownBy(() -> file.restore(other, SETTINGS))
        .isInstanceOf(OtherStateException.class)
        .hasMessageContaining("another reference");
    assertThat(path).exists();
  }
}

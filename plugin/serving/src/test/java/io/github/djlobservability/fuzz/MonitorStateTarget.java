package io.github.djlobservability.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.djlobservability.drift.ExpectedRunTime;
import io.github.djlobservability.drift.ModelMonitor;
import io.github.djlobservability.drift.MonitorFile;
import io.github.djlobservability.drift.MonitorSettings;
import io.github.djlobservability.drift.reference.Item;
import io.github.djlobservability.drift.reference.profiled.ProfiledModel;
import io.github.djlobservability.state.CorruptFileException;
import io.github.djlobservability.state.OtherStateException;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.CRC32C;

/**
 * Restores a monitor from a file: of the bytes as they are, or of the state of a monitor with a
 * part replaced and a checksum that fits. A monitor that was restored goes on.
 */
final class MonitorStateTarget implements FuzzTarget {
  private static final long MAGIC = 0x444A4C4452494654L;
  private static final int VERSION = 3;
  private static final int ITEMS = 50;

  /** Whole rows are left out: to begin with them takes seconds. */
  private static final MonitorSettings SETTINGS =
      MonitorSettings.defaults()
          .withRowCheck(false)
          .withExpectedRunTime(ExpectedRunTime.ofItems(1_000));

  private final ProfiledModel model = new ProfiledModel(SmallReference.make());
  private final Path file = new TargetFolder("state").path().resolve("model.drift");
  private final long fingerprint;
  private final byte[] good;

  MonitorStateTarget() throws IOException {
    ModelMonitor monitor = new ModelMonitor(model.reference(), SETTINGS);
    fingerprint = monitor.fingerprint();
    observe(monitor);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    monitor.write(new DataOutputStream(bytes));
    good = bytes.toByteArray();
  }

  @Override
  public void take(byte[] input) throws IOException {
    Scraps scraps = new Scraps(input);
    if (scraps.choice(4) == 0) {
      Files.write(file, scraps.rest());
    } else {
      writeWithChecksum(replaced(scraps));
    }
    ModelMonitor restored;
    try {
      restored = new MonitorFile(file).restore(model.reference(), SETTINGS);
    } catch (OtherStateException e) {
      assertThat(file).exists();
      return;
    } catch (CorruptFileException e) {
      assertThat(e).hasMessageContaining("set aside");
      return;
    }
    observe(restored);
    assertThat(restored.evaluate()).isNotNull();
    restored.write(new DataOutputStream(new ByteArrayOutputStream()));
  }

  private byte[] replaced(Scraps scraps) {
    byte[] state = good.clone();
    while (scraps.more()) {
      int at = (scraps.choice(256) << 8 | scraps.choice(256)) % state.length;
      byte[] part = scraps.bytes(scraps.choice(9));
      System.arraycopy(part, 0, state, at, Math.min(part.length, state.length - at));
    }
    return state;
  }

  private void writeWithChecksum(byte[] state) throws IOException {
    CRC32C checksum = new CRC32C();
    checksum.update(state);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    out.writeLong(MAGIC);
    out.writeInt(VERSION);
    out.writeLong(fingerprint);
    out.writeLong(checksum.getValue());
    out.writeInt(state.length);
    out.write(state);
    Files.write(file, bytes.toByteArray());
  }

  private static void observe(ModelMonitor monitor) {
    Item item = monitor.newItem();
    for (int i = 0; i < ITEMS; i++) {
      item.start(1_000L * i, "id");
      assertThat(monitor.observe(item)).isNotNull();
    }
  }
}

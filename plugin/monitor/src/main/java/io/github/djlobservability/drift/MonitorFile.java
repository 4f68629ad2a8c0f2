package io.github.djlobservability.drift;

import io.github.djlobservability.drift.reference.ModelReference;
import io.github.djlobservability.state.CorruptFileException;
import io.github.djlobservability.state.StateFile;
import java.io.IOException;
import java.nio.file.Path;

/** A {@link StateFile} with the state of a monitor. Not thread-safe. */
public final class MonitorFile {

  private static final long MAGIC = 0x444A4C4452494654L; // DJLDRIFT
  private static final int VERSION = 13;

  private final StateFile file;

  /** At this place; the folder exists. */
  public MonitorFile(Path path) {
    file = new StateFile(path, MAGIC, VERSION);
  }

  /** Writes a monitor's state in place of what was there. */
  public void save(ModelMonitor monitor) throws IOException {
    file.save(monitor.fingerprint(), monitor::write);
  }

  /**
   * Returns a monitor that goes on where the saved one was, or begins if nothing was saved. What
   * cannot be read is set aside under the same name with {@code .corrupt} added.
   *
   * @throws CorruptFileException if the file is damaged or of another version
   * @throws io.github.djlobservability.state.OtherStateException if it is of another reference or
   *     other settings; it stays
   */
  public ModelMonitor restore(ModelReference reference, MonitorSettings settings)
      throws IOException {
    ModelMonitor monitor = new ModelMonitor(reference, settings);
    file.restore(monitor.fingerprint(), monitor::read);
    return monitor;
  }
}

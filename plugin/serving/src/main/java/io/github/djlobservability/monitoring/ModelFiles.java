package io.github.djlobservability.monitoring;

import io.github.djlobservability.model.ModelId;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Finds the files of one model.
 *
 * @param state a folder of the model's own, which may not exist yet
 * @param shipped the reference that comes with the model; null when none does
 */
record ModelFiles(Path state, @Nullable Path shipped) {
  private static final String REFERENCE = "reference-profile.json";

  /**
   * Finds the files of a model.
   *
   * @param stateRoot the folder for all models
   * @param modelFolder the model's folder
   * @param reference what the settings name as reference, relative to the model's folder, or null
   */
  static ModelFiles of(
      Path stateRoot, ModelId model, Path modelFolder, @Nullable String reference) {
    String name = model.version() == null ? model.name() : model.name() + "@" + model.version();
    Path shipped = modelFolder.resolve(reference == null ? REFERENCE : reference);
    boolean isThere = reference != null || Files.isRegularFile(shipped);
    return new ModelFiles(
        stateRoot.resolve(URLEncoder.encode(name, StandardCharsets.UTF_8)),
        isThere ? shipped : null);
  }

  /** Returns a reference that was captured here; it goes before the shipped one. */
  Path captured() {
    return state.resolve(REFERENCE);
  }

  Path quality() {
    return state.resolve("quality.state");
  }

  Path monitor() {
    return state.resolve("monitor.state");
  }

  /** Returns the reference that is in force; null when there is none. */
  @Nullable Path reference() {
    return Files.isRegularFile(captured()) ? captured() : shipped;
  }
}

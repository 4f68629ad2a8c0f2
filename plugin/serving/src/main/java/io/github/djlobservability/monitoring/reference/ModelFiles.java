package io.github.djlobservability.monitoring.reference;

import io.github.djlobservability.model.ModelId;
import io.github.djlobservability.state.FolderLock;
import io.github.djlobservability.state.Sha256;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds the files of one model.
 *
 * @param state a folder of the model's own, which may not exist yet
 * @param shipped the reference that comes with the model; null when none does
 */
public record ModelFiles(Path state, @Nullable Path shipped) {
  static final String REFERENCE = "reference-profile.json";

  /** Where it can be found besides: some handlers take any JSON beside a model for a model. */
  private static final String REFERENCE_APART = "observability/" + REFERENCE;

  /** File systems take names of up to 255 bytes. */
  private static final int LONGEST_NAME = 200;

  private static final int KEPT_OF_LONG_NAME = 160;
  private static final int DIGITS = 32;

  /**
   * Finds the files of a model.
   *
   * @param stateRoot the folder for all models
   * @param modelFolder the model's folder
   * @param reference what the settings name as reference, relative to the model's folder, or null
   */
  public static ModelFiles of(
      Path stateRoot, ModelId model, Path modelFolder, @Nullable String reference) {
    String name = model.version() == null ? model.name() : model.name() + "@" + model.version();
    return new ModelFiles(
        stateRoot.resolve(folderName(name)),
        reference == null ? usual(modelFolder) : modelFolder.resolve(reference));
  }

  private static @Nullable Path usual(Path modelFolder) {
    for (String name : List.of(REFERENCE, REFERENCE_APART)) {
      Path file = modelFolder.resolve(name);
      if (Files.isRegularFile(file)) {
        return file;
      }
    }
    return null;
  }

  /** Clients of the management API choose the names: each must stay a folder of its own. */
  private static String folderName(String name) {
    String encoded = URLEncoder.encode(name, StandardCharsets.UTF_8);
    if (encoded.startsWith(".")) {
      encoded = "%2E" + encoded.substring(1);
    }
    return encoded.length() <= LONGEST_NAME
        ? encoded
        : encoded.substring(0, KEPT_OF_LONG_NAME) + "~" + Sha256.hex(name).substring(0, DIGITS);
  }

  /**
   * Returns the files of a model whose state must be neither read nor written. Nothing can be below
   * a file, so the folder for it is there.
   */
  public ModelFiles ofNobody() {
    return new ModelFiles(
        state.resolve(FolderLock.FILE).resolve("in use by another server"), shipped);
  }

  /**
   * Returns the reference that was captured here; it goes before the shipped one it was taken
   * beside.
   */
  public Path captured() {
    return state.resolve(REFERENCE);
  }

  /** Returns the file that says which shipped reference the captured one was taken beside. */
  Path beside() {
    return state.resolve("reference-profile.beside");
  }

  /** Returns the account of what is released with noise, and the last release. */
  public Path releases() {
    return state.resolve("privacy.state");
  }

  /** Returns where what happened to the model is kept, over new references too. */
  public Path history() {
    return state.resolve("history.state");
  }

  /** Returns the state of the quality's measures. */
  public Path quality() {
    return state.resolve("quality.state");
  }

  /** Returns the state of the quality's measures beside another reference, or by other settings. */
  public Path qualityBefore() {
    return state.resolve("quality.state.before");
  }

  /** Returns the monitor's state. */
  public Path monitor() {
    return state.resolve("monitor.state");
  }

  /** Returns the folder of those that were replaced, in folders named by the time. */
  Path replaced() {
    return state.resolve("replaced");
  }
}

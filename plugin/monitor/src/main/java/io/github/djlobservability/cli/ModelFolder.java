package io.github.djlobservability.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A folder that a profile is put into, which may be a model's.
 *
 * @param properties the model's {@code serving.properties}; empty where there are none
 */
record ModelFolder(String properties) {

  private static final String XGBOOST_HANDLER = "xgboost_handler";

  static ModelFolder of(Path folder) throws IOException {
    Path file = folder.resolve("serving.properties");
    // In these files each byte is a character, so that no file is malformed.
    return new ModelFolder(
        Files.isRegularFile(file) ? Files.readString(file, StandardCharsets.ISO_8859_1) : "");
  }

  /** Why the model would not load with the profile beside it; null if nothing is known. */
  @Nullable String obstacle(Path profile) {
    if (properties.contains(XGBOOST_HANDLER) && profile.toString().endsWith(".json")) {
      return "the XGBoost handler takes every .json of its folder for a model, and refuses two; move "
          + profile.getFileName()
          + " into the folder `observability` there, where the server finds it, too";
    }
    return null;
  }
}

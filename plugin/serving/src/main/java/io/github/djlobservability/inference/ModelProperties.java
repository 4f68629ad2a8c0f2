package io.github.djlobservability.inference;

import ai.djl.serving.wlm.ModelInfo;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds a model's settings: in its {@code serving.properties}, and in {@value #FILE} beside it,
 * which is there for servers that refuse unknown keys (DJL Serving's secure mode). Where both have
 * a key, that of {@code serving.properties} counts. Stateless.
 */
final class ModelProperties {
  static final String FILE = "observability.properties";

  private static final Logger LOGGER = LoggerFactory.getLogger(ModelProperties.class);
  private static final long MAX_BYTES = 1 << 20;

  private ModelProperties() {}

  static Properties of(ModelInfo<?, ?> model) {
    Properties all = new Properties();
    Path folder = model.getModelDir();
    if (folder != null) {
      read(folder.resolve(FILE), all);
    }
    all.putAll(model.getProperties());
    return all;
  }

  private static void read(Path file, Properties into) {
    try {
      if (!Files.isRegularFile(file)) {
        return;
      }
      if (Files.size(file) > MAX_BYTES) {
        LOGGER.error("{} is not read: it has more than {} bytes", file, MAX_BYTES);
        return;
      }
      try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
        into.load(reader);
      }
    } catch (IOException | IllegalArgumentException e) {
      into.clear();
      LOGGER.error("{} can't be read, so its settings don't hold", file, e);
    }
  }
}

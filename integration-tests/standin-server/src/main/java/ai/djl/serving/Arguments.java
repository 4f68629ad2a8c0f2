package ai.djl.serving;

import ai.djl.serving.util.ConfigManager;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The command line: {@code -f config.properties}, {@code -s model-store}, {@code -m models}. */
public final class Arguments {

  private String configFile;
  private String modelStore;
  private List<String> models;

  Arguments(String... args) {
    for (int i = 0; i < args.length; i++) {
      switch (args[i]) {
        case "-f", "--config-file" -> configFile = value(args, ++i);
        case "-s", "--model-store" -> modelStore = value(args, ++i);
        case "-m", "--models" -> models = new ArrayList<>();
        default -> addModel(args[i]);
      }
    }
  }

  private static String value(String[] args, int index) {
    if (index == args.length) {
      throw new IllegalArgumentException("Missing argument for option: " + args[index - 1]);
    }
    return args[index];
  }

  private void addModel(String argument) {
    if (models == null || argument.startsWith("-")) {
      throw new IllegalArgumentException("Unrecognized option: " + argument);
    }
    models.add(argument);
  }

  /**
   * Returns the file that is named, by the argument or the property {@code ai.djl.conf}, or the one
   * that lies in the server's home; null if there is none.
   */
  public Path getConfigFile() {
    String named = configFile == null ? System.getProperty("ai.djl.conf") : configFile;
    if (named != null) {
      Path file = Path.of(named);
      if (!Files.isRegularFile(file)) {
        throw new IllegalArgumentException("Configuration file not found: " + named);
      }
      return file;
    }
    Path home = Path.of(ConfigManager.getModelServerHome());
    for (String candidate : List.of("conf/config.properties", "config.properties")) {
      if (Files.isRegularFile(home.resolve(candidate))) {
        return home.resolve(candidate);
      }
    }
    return null;
  }

  public String getModelStore() {
    return modelStore;
  }

  /** Null if there are none. */
  public String[] getModels() {
    return models == null ? null : models.toArray(String[]::new);
  }
}

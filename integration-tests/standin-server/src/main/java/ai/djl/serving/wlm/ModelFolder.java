package ai.djl.serving.wlm;

import ai.djl.engine.Engine;
import ai.djl.repository.Artifact;
import ai.djl.repository.MRL;
import ai.djl.repository.Repository;
import ai.djl.repository.zoo.ModelNotFoundException;
import ai.djl.util.Utils;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Pattern;

/**
 * A model's files, as DJL's repository gives them for a URL.
 *
 * @param dir the folder that holds the model
 * @param name the name that the model's own file is expected to have
 */
record ModelFolder(Path dir, String name) {

  private static final Pattern UPPER_CASE_NAME = Pattern.compile("[A-Z_\\d]+");
  private static final Map<String, String> ENGINE_BY_FILE_TYPE =
      Map.of(".pt", "PyTorch", ".onnx", "OnnxRuntime", ".json", "XGBoost", ".xgb", "XGBoost");

  static ModelFolder fetch(String url) throws IOException, ModelNotFoundException {
    Repository repository = Repository.newInstance("modelStore", url);
    List<MRL> resources = repository.getResources();
    if (resources.isEmpty()) {
      throw new ModelNotFoundException("Invalid model url: " + url);
    }
    Artifact artifact = resources.get(0).getDefaultArtifact();
    repository.prepare(artifact);
    Path path = Utils.getNestedModelDir(repository.getResourceDirectory(artifact));
    Path dir = Files.isRegularFile(path) ? path.getParent() : path;
    return new ModelFolder(dir, artifact.getName());
  }

  /**
   * Reads {@code serving.properties}; the environment adds options ({@code OPTION_*}) to it that it
   * does not have, and arguments ({@code ARGS_*}) to {@code arguments}.
   */
  Properties readProperties(Map<String, Object> arguments) throws IOException {
    Properties properties = new Properties();
    Path file = dir.resolve("serving.properties");
    if (Files.isRegularFile(file)) {
      try (InputStream in = Files.newInputStream(file)) {
        properties.load(in);
      }
    }
    Utils.getenv().forEach((key, value) -> addFromEnvironment(key, value, properties, arguments));
    return properties;
  }

  private static void addFromEnvironment(
      String key, String value, Properties properties, Map<String, Object> arguments) {
    if (value == null || value.isEmpty()) {
      return;
    }
    if (key.startsWith("OPTION_")) {
      String option = lowerCase(key.substring("OPTION_".length()));
      properties.putIfAbsent("engine".equals(option) ? option : "option." + option, value);
    } else if (key.startsWith("ARGS_")) {
      arguments.putIfAbsent(lowerCase(key.substring("ARGS_".length())), value);
    }
  }

  private static String lowerCase(String name) {
    return UPPER_CASE_NAME.matcher(name).matches() ? name.toLowerCase(Locale.ROOT) : name;
  }

  /**
   * Returns the engine that {@code properties} name, or the one that the folder's files are for.
   */
  String engineName(Properties properties) throws ModelNotFoundException {
    String engine = properties.getProperty("engine");
    if (engine != null) {
      return engine;
    }
    String modelName = properties.getProperty("option.modelName", name);
    for (String type : List.of(".pt", ".onnx", ".json", ".xgb")) {
      if (hasFile(modelName + type) || hasFile("model" + type)) {
        return ENGINE_BY_FILE_TYPE.get(type);
      }
    }
    if (hasFile("model.py") || hasFile(modelName + ".py")) {
      return "Python";
    }
    if (hasParameterFile(modelName)) {
      return Engine.getDefaultEngineName();
    }
    throw new ModelNotFoundException("Failed to detect engine of the model: " + dir);
  }

  private boolean hasFile(String fileName) {
    return Files.isRegularFile(dir.resolve(fileName));
  }

  private boolean hasParameterFile(String modelName) {
    try {
      return Utils.getCurrentEpoch(dir, modelName) >= 0;
    } catch (IOException e) {
      return false;
    }
  }
}

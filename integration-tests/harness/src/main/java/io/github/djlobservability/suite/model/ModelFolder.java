package io.github.djlobservability.suite.model;

import ai.djl.translate.ServingTranslator;
import com.google.gson.Gson;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/** A model as a folder: its file, its {@code serving.properties}, its translator. */
public final class ModelFolder {

  private final Path folder;
  private final Map<String, String> properties = new LinkedHashMap<>();

  private ModelFolder(Path folder) {
    this.folder = folder;
  }

  /**
   * Returns the ONNX model of this package, see its README, with DJL's default translator, one
   * worker and the folder's name.
   */
  public static ModelFolder onnx(Path modelStore, String name) throws IOException {
    Path folder = Files.createDirectories(modelStore.resolve(name));
    try (InputStream onnx = ModelFolder.class.getResourceAsStream("mlp.onnx")) {
      Files.copy(Objects.requireNonNull(onnx, "mlp.onnx"), folder.resolve("mlp.onnx"));
    }
    return new ModelFolder(folder)
        .with("engine", "OnnxRuntime")
        .with("option.modelName", "mlp")
        .with("minWorkers", "1")
        .with("maxWorkers", "1");
  }

  /** Returns a folder to put a model into: DJL finds out which engine it is for. */
  public static ModelFolder empty(Path modelStore, String name) throws IOException {
    return new ModelFolder(Files.createDirectories(modelStore.resolve(name)));
  }

  /**
   * Returns a model of the Python engine that streams tokens: {@code model.py} for a real server,
   * and for the stand-in the handler of the same commands.
   */
  public static ModelFolder python(Path modelStore, String name) throws IOException {
    return python(modelStore, name, "stream.py", "StreamHandler");
  }

  /**
   * A model of the Python engine that responds with the file that the header {@code x-respond-with}
   * names.
   */
  public static ModelFolder respondingPython(Path modelStore, String name) throws IOException {
    return python(modelStore, name, "respond.py", "RespondHandler");
  }

  private static ModelFolder python(Path modelStore, String name, String script, String handler)
      throws IOException {
    Path folder = Files.createDirectories(modelStore.resolve(name));
    try (InputStream python = ModelFolder.class.getResourceAsStream(script)) {
      Files.copy(Objects.requireNonNull(python, script), folder.resolve("model.py"));
    }
    return new ModelFolder(folder)
        .with("engine", "Python")
        .with("option.java_handler", "io.github.djlobservability.standin.python." + handler)
        .with("minWorkers", "1")
        .with("maxWorkers", "1");
  }

  /**
   * Writes a workflow whose models lie below its own folder.
   *
   * @param models names of the models and, at once, of their folders
   * @param out the expression that makes the response
   * @return the folder in which the models are to be
   */
  public static Path workflow(Path modelStore, String name, List<String> models, String out)
      throws IOException {
    return workflow(modelStore, name, null, models, out);
  }

  /** Writes a workflow of a version; null for none. */
  public static Path workflow(
      Path modelStore, String name, @Nullable String version, List<String> models, String out)
      throws IOException {
    Path folder = Files.createDirectories(modelStore.resolve(name));
    Map<String, String> urls = new LinkedHashMap<>();
    models.forEach(model -> urls.put(model, "{model_dir}/" + model));
    JsonObject workflow = new JsonObject();
    workflow.addProperty("name", name);
    if (version != null) {
      workflow.addProperty("version", version);
    }
    workflow.add("models", new Gson().toJsonTree(urls));
    workflow.add("workflow", JsonParser.parseString("{\"out\": " + out + "}"));
    Files.writeString(folder.resolve("workflow.json"), workflow.toString());
    return folder;
  }

  /** Sets a line of {@code serving.properties}. */
  public ModelFolder with(String key, String value) throws IOException {
    properties.put(key, value);
    Properties lines = new Properties();
    lines.putAll(properties);
    try (OutputStream out = Files.newOutputStream(folder.resolve("serving.properties"))) {
      lines.store(out, null);
    }
    return this;
  }

  /** Puts the translators' classes below {@code libs/classes}, and names the one to use. */
  public ModelFolder withTranslator(Class<? extends ServingTranslator> translator)
      throws IOException {
    TranslatorClasses.copyTo(folder.resolve("libs/classes"));
    return with("translator", translator.getName());
  }

  /** Puts a jar into {@code libs} in which the server has to find the translator. */
  public ModelFolder withTranslatorInJar() throws IOException {
    TranslatorClasses.jarWithOneTranslator(
        Files.createDirectories(folder.resolve("libs")).resolve("translator.jar"));
    return this;
  }

  /** Returns the folder as the server's management interface takes it. */
  public String url() {
    return folder.toUri().toString();
  }

  public Path path() {
    return folder;
  }
}

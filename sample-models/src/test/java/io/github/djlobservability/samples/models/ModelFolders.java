package io.github.djlobservability.samples.models;

import ai.djl.ModelException;
import ai.djl.inference.Predictor;
import ai.djl.modality.Input;
import ai.djl.modality.Output;
import ai.djl.repository.zoo.Criteria;
import ai.djl.repository.zoo.ZooModel;
import ai.djl.translate.ServingTranslatorFactory;
import ai.djl.translate.TranslateException;
import com.google.gson.JsonElement;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** Opens what the build has made, and speaks JSON with it. */
public final class ModelFolders {

  private ModelFolders() {}

  /** Returns the folder of a model. */
  public static Path folder(String model) {
    return Path.of(System.getProperty("models.directory", "target/models"), model);
  }

  /** Returns a file of census rows. */
  public static Path data(String file) {
    return Path.of(System.getProperty("data.directory", "target/data"), file);
  }

  /** Loads a model; what it is comes from its own {@code serving.properties}. */
  public static ZooModel<Input, Output> load(String model) throws ModelException, IOException {
    return Criteria.builder()
        .setTypes(Input.class, Output.class)
        .optModelPath(folder(model))
        .optTranslatorFactory(new ServingTranslatorFactory())
        .build()
        .loadModel();
  }

  /** Sends one request. */
  public static JsonElement post(Predictor<Input, Output> predictor, JsonElement body)
      throws TranslateException {
    return json(predictor.predict(input(body)));
  }

  /** Makes what the server makes of a request's body. */
  public static Input input(JsonElement body) {
    Input input = new Input();
    input.addProperty("Content-Type", "application/json");
    input.add("data", body.toString().getBytes(StandardCharsets.UTF_8));
    return input;
  }

  /** Reads the body of an answer. */
  public static JsonElement json(Output output) {
    return JsonParser.parseString(output.getData().getAsString());
  }
}

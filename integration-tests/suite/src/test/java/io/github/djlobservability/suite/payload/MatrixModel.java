package io.github.djlobservability.suite.payload;

import io.github.djlobservability.forms.PayloadForm;
import io.github.djlobservability.suite.model.ModelFolder;
import io.github.djlobservability.suite.translator.RespondingTranslator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * A model that gives one form of response, whatever it is asked.
 *
 * @param name of the model
 * @param response what it responds
 * @param file where that is
 */
record MatrixModel(String name, PayloadForm response, Path file) {

  /** Writes one behind a translator in Java. */
  static MatrixModel java(Path store, int number, PayloadForm response, Path references)
      throws IOException {
    String name = "java" + number;
    ModelFolder model = ModelFolder.onnx(store, name).withTranslator(RespondingTranslator.class);
    return of(model, name, response, references);
  }

  /** Writes one of the Python engine. */
  static MatrixModel python(Path store, int number, PayloadForm response, Path references)
      throws IOException {
    String name = "python" + number;
    return of(ModelFolder.respondingPython(store, name), name, response, references);
  }

  private static MatrixModel of(
      ModelFolder model, String name, PayloadForm response, Path references) throws IOException {
    model.with("observability.drift.histograms", "true");
    for (Map.Entry<String, String> option : response.options().entrySet()) {
      if (option.getKey().equals("prediction") || option.getKey().equals("score")) {
        model.with("observability." + option.getKey(), option.getValue());
      }
    }
    String kind = response.options().getOrDefault("reference", "classes");
    Files.copy(references.resolve(kind + ".json"), model.path().resolve("reference-profile.json"));
    Path file = model.path().resolve("response." + response.language());
    Files.write(file, response.bytes());
    if (response.contentType() != null) {
      Files.writeString(Path.of(file + ".type"), response.contentType());
    }
    return new MatrixModel(name, response, file);
  }
}

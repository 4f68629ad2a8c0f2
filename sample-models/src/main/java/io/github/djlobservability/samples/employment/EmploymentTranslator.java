package io.github.djlobservability.samples.employment;

import ai.djl.modality.Input;
import ai.djl.modality.Output;
import ai.djl.ndarray.BytesSupplier;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import ai.djl.translate.Batchifier;
import ai.djl.translate.ServingTranslator;
import ai.djl.translate.TranslateException;
import ai.djl.translate.TranslatorContext;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Translates between JSON and the tensors of the {@code employment} model.
 *
 * <p>A request is one row, {@code {"AGEP": 41, "SCHL": 21, ...}}, an array of rows, or {@code
 * {"instances": [rows]}}; see {@link CensusColumn} for the columns. The rows of one request become
 * one float32 tensor of shape (rows, features), so there is no batchifier: requests are not stacked
 * with each other. The answer is {@code {"class": 1, "probability": 0.83}} for one row by itself,
 * and an array of such objects, in the order of the rows, otherwise. The class is 1 for employed
 * and 0 for not; the probability, 0.5 to 1, is that of the class in the answer.
 *
 * <p>A request that is not such a thing fails with a {@link TranslateException}, which DJL Serving
 * answers with status 400.
 *
 * <p>Safe for use by many threads once prepared.
 */
public final class EmploymentTranslator implements ServingTranslator {

  /** The name of the file in the model folder that lists the classes in the order of the output. */
  public static final String CLASSES_FILE = "synset.txt";

  /** DJL Serving puts the body of a request under this name. */
  private static final String BODY = "data";

  private static final String SINGLE = "single";

  private volatile @Nullable Encoders encoders;

  /** Made by DJL, by name. */
  public EmploymentTranslator() {}

  @Override
  public void setArguments(Map<String, ?> arguments) {
    // Everything that is needed lies in the model folder.
  }

  @Override
  public @Nullable Batchifier getBatchifier() {
    return null;
  }

  @Override
  public void prepare(TranslatorContext ctx) throws IOException {
    // Once for each worker; all of them read the same files.
    encoders = Encoders.read(ctx.getModel().getModelPath());
  }

  @Override
  public NDList processInput(TranslatorContext ctx, Input input) throws TranslateException {
    EmploymentRequest request = EmploymentRequest.parse(body(input));
    ctx.setAttachment(SINGLE, request.single());
    FeatureEncoding encoding = prepared().features();
    Shape shape = new Shape(request.rows().size(), encoding.width());
    return new NDList(ctx.getNDManager().create(encoding.encode(request.rows()), shape));
  }

  @Override
  public Output processOutput(TranslatorContext ctx, NDList list) {
    boolean single = Boolean.TRUE.equals(ctx.getAttachment(SINGLE));
    JsonArray predictions = predictions(list.singletonOrThrow());
    JsonElement answer = single ? predictions.get(0) : predictions;
    Output output = new Output();
    output.addProperty("Content-Type", "application/json");
    output.add(BytesSupplier.wrap(answer.toString()));
    return output;
  }

  private static String body(Input input) throws TranslateException {
    String body = input.getAsString(BODY);
    if (body == null) {
      // Also where a client left its tool's default, a form: then the JSON is a field's name.
      throw new TranslateException("There is no body, or it is not of type application/json.");
    }
    return body;
  }

  private JsonArray predictions(NDArray probabilities) {
    List<Integer> classes = prepared().classes();
    float[] values = probabilities.toFloatArray();
    JsonArray predictions = new JsonArray(values.length / classes.size());
    for (int start = 0; start < values.length; start += classes.size()) {
      predictions.add(prediction(classes, values, start));
    }
    return predictions;
  }

  private static JsonObject prediction(List<Integer> classes, float[] probabilities, int start) {
    int best = 0;
    for (int i = 1; i < classes.size(); i++) {
      if (probabilities[start + i] > probabilities[start + best]) {
        best = i;
      }
    }
    JsonObject prediction = new JsonObject();
    prediction.addProperty("class", classes.get(best));
    prediction.addProperty("probability", probabilities[start + best]);
    return prediction;
  }

  private Encoders prepared() {
    return Objects.requireNonNull(encoders, "prepare was not called");
  }

  private record Encoders(FeatureEncoding features, List<Integer> classes) {
    static Encoders read(Path modelFolder) throws IOException {
      List<Integer> classes =
          Files.readAllLines(modelFolder.resolve(CLASSES_FILE)).stream()
              .map(Integer::valueOf)
              .toList();
      return new Encoders(FeatureEncoding.read(modelFolder), classes);
    }
  }
}

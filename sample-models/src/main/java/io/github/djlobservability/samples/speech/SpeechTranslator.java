package io.github.djlobservability.samples.speech;

import ai.djl.modality.Input;
import ai.djl.modality.Output;
import ai.djl.ndarray.BytesSupplier;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import ai.djl.translate.Batchifier;
import ai.djl.translate.ServingTranslator;
import ai.djl.translate.TranslateException;
import ai.djl.translate.TranslatorContext;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Translates between recordings and the tensors of the {@code speech} model.
 *
 * <p>A request is a WAV file, PCM of 16 bits at 16 kHz, or {@code {"audio": "BASE64"}} with one.
 * Its words become one float32 tensor of shape (words, features), so there is no batchifier. The
 * response is {@code {"text": "three one", "confidence": 0.98, "words": [{"word": "three",
 * "probability": 0.99}, ...]}}; the confidence is the mean of the words' probabilities. Where no
 * word is found the text is empty and the confidence 0.
 *
 * <p>A request that is no such recording fails with a {@link TranslateException}, for which DJL
 * Serving responds with status 400.
 *
 * <p>Safe for use by many threads once prepared.
 */
public final class SpeechTranslator implements ServingTranslator {

  /** The name of the file in the model folder that lists the classes in the order of the output. */
  public static final String CLASSES_FILE = "synset.txt";

  private static final String WORDS = "words";

  private volatile @Nullable List<String> classes;

  /** Made by DJL, by name. */
  public SpeechTranslator() {}

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
    classes = Files.readAllLines(ctx.getModel().getModelPath().resolve(CLASSES_FILE));
  }

  @Override
  public NDList processInput(TranslatorContext ctx, Input input) throws TranslateException {
    Recording recording = SpeechRequest.parse(input);
    List<Stretch> words = WordFinder.find(recording);
    ctx.setAttachment(WORDS, words.size());
    // A tensor without rows is none: silence is one row that no word of the response is made of.
    int rows = Math.max(1, words.size());
    float[] features = new float[rows * MelFeatures.WIDTH];
    for (int i = 0; i < words.size(); i++) {
      MelFeatures.write(recording, words.get(i), features, i * MelFeatures.WIDTH);
    }
    return new NDList(ctx.getNDManager().create(features, new Shape(rows, MelFeatures.WIDTH)));
  }

  @Override
  public Output processOutput(TranslatorContext ctx, NDList list) {
    int words = (Integer) ctx.getAttachment(WORDS);
    float[] probabilities = list.singletonOrThrow().toFloatArray();
    Transcript transcript = new Transcript(Word.mostProbable(prepared(), probabilities, words));
    Output output = new Output();
    output.addProperty("Content-Type", "application/json");
    output.add(BytesSupplier.wrap(transcript.json().toString()));
    return output;
  }

  private List<String> prepared() {
    return Objects.requireNonNull(classes, "prepare was not called");
  }
}

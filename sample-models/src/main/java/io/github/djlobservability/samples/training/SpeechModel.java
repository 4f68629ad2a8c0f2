package io.github.djlobservability.samples.training;

import io.github.djlobservability.samples.speech.MelFeatures;
import io.github.djlobservability.samples.speech.Recording;
import io.github.djlobservability.samples.speech.SpeechTranslator;
import io.github.djlobservability.samples.speech.Stretch;
import io.github.djlobservability.samples.speech.Transcript;
import io.github.djlobservability.samples.speech.Word;
import io.github.djlobservability.samples.speech.WordFinder;
import io.github.djlobservability.samples.synthesis.Utterance;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.IntStream;
import org.tribuo.MutableDataset;
import org.tribuo.classification.Label;
import org.tribuo.classification.LabelFactory;
import org.tribuo.classification.sgd.linear.LinearSGDModel;
import org.tribuo.classification.sgd.linear.LinearSGDTrainer;
import org.tribuo.classification.sgd.objectives.LogMulticlass;
import org.tribuo.impl.ArrayExample;
import org.tribuo.math.optimisers.AdaGrad;
import org.tribuo.provenance.SimpleDataSourceProvenance;

/** A multinomial logistic regression of the spoken digit on the features of a word. */
final class SpeechModel {

  private static final double LEARNING_RATE = 0.05;
  private static final int EPOCHS = 5;
  private static final int MINIBATCH = 16;
  private static final long SEED = 16_000;
  private static final int NO_LOGGING = -1;

  /** Stands in the model's provenance for the time of the build, which would change its bytes. */
  private static final OffsetDateTime NO_TIME =
      OffsetDateTime.of(2026, 1, 1, 0, 0, 0, 0, ZoneOffset.UTC);

  /** Tribuo orders inputs by name; so these are in the order of the features. */
  private static final List<String> INPUTS =
      IntStream.range(0, MelFeatures.WIDTH).mapToObj("f%03d"::formatted).toList();

  private final LinearSGDModel model;

  private SpeechModel(LinearSGDModel model) {
    this.model = model;
  }

  /**
   * Trains on utterances, of which it takes those whose words are all found. The same utterances
   * give the same model.
   */
  static SpeechModel train(List<Utterance> utterances) {
    LabelFactory labels = new LabelFactory();
    MutableDataset<Label> dataset =
        new MutableDataset<>(new SimpleDataSourceProvenance("speech", NO_TIME, labels), labels);
    for (Utterance utterance : utterances) {
      List<Stretch> found = WordFinder.find(utterance.recording());
      if (found.size() != utterance.words().size()) {
        continue;
      }
      for (int i = 0; i < found.size(); i++) {
        Label digit = new Label(utterance.words().get(i));
        dataset.add(example(utterance.recording(), found.get(i), digit));
      }
    }
    LinearSGDTrainer trainer =
        new LinearSGDTrainer(
            new LogMulticlass(), new AdaGrad(LEARNING_RATE), EPOCHS, NO_LOGGING, MINIBATCH, SEED);
    return new SpeechModel(trainer.train(dataset));
  }

  /** Returns what the model understands of a recording. */
  Transcript transcribe(Recording recording) {
    return new Transcript(
        WordFinder.find(recording).stream().map(word -> recognise(recording, word)).toList());
  }

  private Word recognise(Recording recording, Stretch word) {
    Label digit = model.predict(example(recording, word, LabelFactory.UNKNOWN_LABEL)).getOutput();
    return new Word(digit.getLabel(), (float) digit.getScore());
  }

  /**
   * Writes {@code speech.onnx} and the classes of its outputs into a model folder. The same model
   * gives the same bytes.
   *
   * @throws IOException if they cannot be written
   */
  void export(Path modelFolder) throws IOException {
    if (!OnnxFile.inputs(model).equals(INPUTS)) {
      throw new IllegalStateException("The inputs are not in the order of the features.");
    }
    OnnxFile.write(model, modelFolder.resolve("speech.onnx"));
    Files.write(modelFolder.resolve(SpeechTranslator.CLASSES_FILE), OnnxFile.classes(model));
  }

  private static ArrayExample<Label> example(Recording recording, Stretch word, Label digit) {
    float[] features = new float[MelFeatures.WIDTH];
    MelFeatures.write(recording, word, features, 0);
    ArrayExample<Label> example = new ArrayExample<>(digit);
    for (int i = 0; i < features.length; i++) {
      example.add(INPUTS.get(i), features[i]);
    }
    return example;
  }
}

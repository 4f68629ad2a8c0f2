package io.github.djlobservability.samples.training;

import io.github.djlobservability.samples.employment.CensusRow;
import io.github.djlobservability.samples.employment.EmploymentTranslator;
import io.github.djlobservability.samples.employment.FeatureEncoding;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import org.tribuo.MutableDataset;
import org.tribuo.Prediction;
import org.tribuo.classification.Label;
import org.tribuo.classification.LabelFactory;
import org.tribuo.classification.sgd.linear.LinearSGDModel;
import org.tribuo.classification.sgd.linear.LinearSGDTrainer;
import org.tribuo.classification.sgd.objectives.LogMulticlass;
import org.tribuo.impl.ArrayExample;
import org.tribuo.math.optimisers.AdaGrad;
import org.tribuo.provenance.SimpleDataSourceProvenance;

/** A logistic regression of employment on the census columns, trained with Tribuo. */
final class EmploymentModel {

  private static final double LEARNING_RATE = 0.1;
  private static final int EPOCHS = 20;
  private static final int MINIBATCH = 16;
  private static final long SEED = 20150101;
  private static final String EMPLOYED = "1";
  private static final int NO_LOGGING = -1;

  /** Stands in the model's provenance for the time of the build, which would change its bytes. */
  private static final OffsetDateTime NO_TIME =
      OffsetDateTime.of(2015, 1, 1, 0, 0, 0, 0, ZoneOffset.UTC);

  private final LinearSGDModel model;

  private EmploymentModel(LinearSGDModel model) {
    this.model = model;
  }

  /** Trains on rows. The same rows give the same model. */
  static EmploymentModel train(List<LabelledRow> rows) {
    LabelFactory labels = new LabelFactory();
    MutableDataset<Label> dataset =
        new MutableDataset<>(new SimpleDataSourceProvenance("census", NO_TIME, labels), labels);
    for (LabelledRow row : rows) {
      dataset.add(example(row.row(), new Label(String.valueOf(row.employed()))));
    }
    LinearSGDTrainer trainer =
        new LinearSGDTrainer(
            new LogMulticlass(), new AdaGrad(LEARNING_RATE), EPOCHS, NO_LOGGING, MINIBATCH, SEED);
    return new EmploymentModel(trainer.train(dataset));
  }

  /** Returns the probability, 0 to 1, that a person is employed. */
  double probability(CensusRow row) {
    Prediction<Label> prediction = model.predict(example(row, LabelFactory.UNKNOWN_LABEL));
    Label employed = prediction.getOutputScores().get(EMPLOYED);
    return Objects.requireNonNull(employed, "no score for the class").getScore();
  }

  /** Returns the share, 0 to 1, of the rows whose label is the more probable class. */
  double accuracy(List<LabelledRow> rows) {
    long right =
        rows.stream()
            .filter(row -> (probability(row.row()) > 0.5) == (row.employed() == 1))
            .count();
    return (double) right / rows.size();
  }

  /**
   * Writes {@code employment.onnx}, the names of its inputs and the classes of its outputs into a
   * model folder. The same model gives the same bytes.
   *
   * @throws IOException if they cannot be written
   */
  void export(Path modelFolder) throws IOException {
    OnnxFile.write(model, modelFolder.resolve("employment.onnx"));
    Files.write(modelFolder.resolve(FeatureEncoding.FILE), OnnxFile.inputs(model));
    Files.write(modelFolder.resolve(EmploymentTranslator.CLASSES_FILE), OnnxFile.classes(model));
  }

  private static ArrayExample<Label> example(CensusRow row, Label label) {
    ArrayExample<Label> example = new ArrayExample<>(label);
    FeatureEncoding.forEachFeature(row, example::add);
    return example;
  }
}

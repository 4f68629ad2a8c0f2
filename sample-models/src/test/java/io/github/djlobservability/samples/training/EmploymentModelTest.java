package io.github.djlobservability.samples.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.inference.Predictor;
import ai.djl.modality.Input;
import ai.djl.modality.Output;
import ai.djl.repository.zoo.ZooModel;
import ai.djl.translate.TranslateException;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.github.djlobservability.samples.employment.Rows;
import io.github.djlobservability.samples.models.ModelFolders;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmploymentModelTest {

  private static Split split;
  private static EmploymentModel trained;
  private static ZooModel<Input, Output> served;
  private static Predictor<Input, Output> predictor;

  @BeforeAll
  static void trainAndLoad() throws Exception {
    split = Split.of(CensusFile.read(ModelFolders.data("employment-reference.csv")));
    trained = EmploymentModel.train(split.training());
    served = ModelFolders.load("employment");
    predictor = served.newPredictor();
  }

  @AfterAll
  static void close() {
    predictor.close();
    served.close();
  }

  @Test
  void trainingAgainGivesTheSameBytes(@TempDir Path folder) throws IOException {
    trained.export(folder);
    Path built = ModelFolders.folder("employment");
    assertThat(List.of("employment.onnx", "features.txt", "synset.txt"))
        .allSatisfy(
            file -> assertThat(folder.resolve(file)).hasSameBinaryContentAs(built.resolve(file)));
  }

  @Test
  void servedModelGivesTheTrainedModelsProbabilities() throws TranslateException {
    JsonArray rows = json(split.heldOut());
    JsonArray predictions = ModelFolders.post(predictor, rows).getAsJsonArray();
    assertThat(predictions).hasSize(2000);
    for (int i = 0; i < predictions.size(); i++) {
      assertThat(probabilityOfEmployed(predictions.get(i)))
          .isCloseTo(trained.probability(split.heldOut().get(i).row()), within(1e-5));
    }
  }

  @Test
  void isRightFarMoreOftenThanTheMajorityClass() throws IOException {
    List<LabelledRow> traffic = CensusFile.read(ModelFolders.data("employment-traffic.csv"));
    for (List<LabelledRow> rows : List.of(split.heldOut(), traffic)) {
      double employed = rows.stream().mapToInt(LabelledRow::employed).average().orElseThrow();
      assertThat(Math.max(employed, 1 - employed)).isLessThan(0.53);
      assertThat(trained.accuracy(rows)).isGreaterThan(0.78);
    }
  }

  @Test
  void probabilityMeansWhatItSays() throws TranslateException {
    JsonArray rows = json(split.heldOut());
    JsonArray predictions = ModelFolders.post(predictor, rows).getAsJsonArray();
    double sum = 0;
    for (JsonElement prediction : predictions) {
      double probability = prediction.getAsJsonObject().get("probability").getAsDouble();
      assertThat(probability).isBetween(0.5, 1.0);
      sum += probability;
    }
    assertThat(sum / predictions.size()).isCloseTo(trained.accuracy(split.heldOut()), within(0.03));
  }

  @Test
  void oneRowIsAnsweredWithOneObject() throws TranslateException {
    JsonObject row = Rows.json(split.heldOut().get(0).row());
    JsonObject alone = ModelFolders.post(predictor, row).getAsJsonObject();
    assertThat(alone.keySet()).containsExactly("class", "probability");
    JsonArray rows = new JsonArray();
    rows.add(row);
    JsonArray inAnArray = ModelFolders.post(predictor, rows).getAsJsonArray();
    assertThat(inAnArray).containsExactly(alone);
  }

  @Test
  void requestsThatAreBatchedKeepTheirShapes() throws TranslateException {
    JsonObject row = Rows.json(split.heldOut().get(0).row());
    List<Output> answers =
        predictor.batchPredict(
            List.of(
                ModelFolders.input(json(split.heldOut().subList(0, 3))),
                ModelFolders.input(row),
                ModelFolders.input(json(split.heldOut().subList(0, 2)))));
    assertThat(ModelFolders.json(answers.get(0)).getAsJsonArray()).hasSize(3);
    assertThat(ModelFolders.json(answers.get(1)).isJsonObject()).isTrue();
    assertThat(ModelFolders.json(answers.get(2)).getAsJsonArray()).hasSize(2);
  }

  @Test
  void answerIsJson() throws TranslateException {
    Output output = predictor.predict(ModelFolders.input(json(split.heldOut())));
    assertThat(output.getProperty("Content-Type", "none")).isEqualTo("application/json");
  }

  @Test
  void requestWithoutAJsonBodyIsRefused() {
    Input form = new Input();
    form.add(Rows.json(split.heldOut().get(0).row()).toString(), "");
    for (Input input : List.of(new Input(), form)) {
      assertThatThrownBy(() -> predictor.predict(input))
          .isInstanceOf(TranslateException.class)
          .hasMessage("There is no body, or it is not of type application/json.");
    }
  }

  private static double probabilityOfEmployed(JsonElement prediction) {
    JsonObject object = prediction.getAsJsonObject();
    double probability = object.get("probability").getAsDouble();
    return object.get("class").getAsInt() == 1 ? probability : 1 - probability;
  }

  private static JsonArray json(List<LabelledRow> rows) {
    JsonArray array = new JsonArray();
    rows.forEach(row -> array.add(Rows.json(row.row())));
    return array;
  }
}

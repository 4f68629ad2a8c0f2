package io.github.djlobservability.samples.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.inference.Predictor;
import ai.djl.modality.Input;
import ai.djl.modality.Output;
import ai.djl.repository.zoo.ZooModel;
import ai.djl.translate.TranslateException;
import com.google.gson.Gson;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class TextEmbeddingTest {

  private static final int DIMENSIONS = 384;
  private static final String CAT = "A cat sleeps on the sofa.";
  private static final String KITTEN = "A kitten is napping on the couch.";
  private static final String BANK = "The central bank raised its interest rate.";

  private static ZooModel<Input, Output> model;
  private static Predictor<Input, Output> predictor;

  @BeforeAll
  static void load() throws Exception {
    model = ModelFolders.load("text-embedding");
    predictor = model.newPredictor();
  }

  @AfterAll
  static void close() {
    predictor.close();
    model.close();
  }

  @Test
  void sentenceBecomesVectorOfLengthOne() throws TranslateException {
    float[] vector = embed(CAT);
    assertThat(vector).hasSize(DIMENSIONS);
    assertThat(dot(vector, vector)).isCloseTo(1, within(1e-5));
  }

  @Test
  void sentencesOfOneMeaningAreNear() throws TranslateException {
    assertThat(dot(embed(CAT), embed(KITTEN))).isGreaterThan(0.5);
    assertThat(dot(embed(CAT), embed(BANK))).isLessThan(0.2);
  }

  @Test
  void severalSentencesComeInTheirOrder() throws TranslateException {
    float[][] vectors = embedAll(CAT, BANK);
    assertThat(vectors.length).isEqualTo(2);
    // Not equal: the quantisation takes its range from all sentences of the request together.
    assertThat(dot(vectors[0], embed(CAT))).isGreaterThan(0.98);
    assertThat(dot(vectors[1], embed(BANK))).isGreaterThan(0.98);
  }

  @Test
  void textIsCutAtTheModelsLength() throws TranslateException {
    String atTheLimit = "word ".repeat(254);
    assertThat(embed(atTheLimit + "and so much more that is never read"))
        .isEqualTo(embed(atTheLimit));
    assertThat(embed("word ".repeat(200))).isNotEqualTo(embed(atTheLimit));
  }

  private static float[] embed(String sentence) throws TranslateException {
    return new Gson().fromJson(post(new JsonPrimitive(sentence)), float[].class);
  }

  private static float[][] embedAll(String... sentences) throws TranslateException {
    JsonArray array = new JsonArray();
    for (String sentence : sentences) {
      array.add(sentence);
    }
    return new Gson().fromJson(post(array), float[][].class);
  }

  private static JsonElement post(JsonElement inputs) throws TranslateException {
    JsonObject body = new JsonObject();
    body.add("inputs", inputs);
    return ModelFolders.post(predictor, body);
  }

  private static double dot(float[] a, float[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }
}

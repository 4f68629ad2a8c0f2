package io.github.djlobservability.payload;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.djlobservability.payload.ExpectedPrediction.Kind;
import io.github.djlobservability.payload.document.Document;
import io.github.djlobservability.payload.document.DocumentReader;
import io.github.djlobservability.payload.document.FieldPath;
import io.github.djlobservability.payload.document.NotRead;
import io.github.djlobservability.payload.document.NotReadException;
import io.github.djlobservability.payload.tensor.Elements;
import io.github.djlobservability.payload.tensor.Tensor;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The forms themselves are in docs/payloads.md; here is what else there is to a prediction. */
class ResponseReaderTest {
  private static final ExpectedPrediction THREE =
      new ExpectedPrediction(Kind.CLASS, List.of("a", "b", "c"), false);
  private static final ExpectedPrediction TWO =
      new ExpectedPrediction(Kind.CLASS, List.of("0", "1"), true);
  private static final ExpectedPrediction NUMBER =
      new ExpectedPrediction(Kind.NUMBER, List.of(), false);

  @Test
  void tellsTheProbabilitiesOfAllClassesByTheirNames() throws NotReadException {
    Map<String, Double> found = Map.of("a", 0.2, "b", 0.7, "c", 0.1);
    for (String response :
        List.of(
            "[0.2, 0.7, 0.1]",
            "{\"a\": 0.2, \"b\": 0.7, \"c\": 0.1}",
            "{\"prediction\": \"b\", \"probabilities\": [0.2, 0.7, 0.1]}",
            "[{\"label\": \"b\", \"score\": 0.7}, {\"label\": \"a\", \"score\": 0.2},"
                + " {\"label\": \"c\", \"score\": 0.1}]")) {
      ItemPrediction one = one(response, THREE);
      assertThat(one.value()).as(response).isEqualTo("b");
      assertThat(one.score()).isEqualTo(0.7);
      assertThat(one.probabilities()).isEqualTo(found);
      assertThat(one.isClass()).isTrue();
    }
  }

  @Test
  void takesTheProbabilityOfTheClassThatScoresAreOf() throws NotReadException {
    ExpectedPrediction binary = new ExpectedPrediction(Kind.CLASS, List.of("no", "yes"), true);
    ExpectedPrediction unknown = ExpectedPrediction.UNKNOWN;
    assertThat(scoreOf("", "[0.7, 0.3]", binary)).isEqualTo(0.3);
    assertThat(scoreOf("no", "[0.3, 0.7]", binary)).isEqualTo(0.3);
    assertThat(scoreOf("absent", "[0.7, 0.3]", binary)).isEqualTo(0.3);
    assertThat(scoreOf("", "[0.7, 0.3]", unknown)).isEqualTo(0.3);
    assertThat(scoreOf("10", "{\"10\": 0.4, \"9.0\": 0.6}", unknown)).isEqualTo(0.4);
    assertThat(scoreOf("9", "{\"10\": 0.4, \"9.0\": 0.6}", unknown)).isEqualTo(0.6);
    assertThat(scoreOf("", "{\"yes\": 0.2, \"no\": 0.8}", binary)).isEqualTo(0.2);
    assertThat(scoreOf("", "{\"label\": \"no\", \"probabilities\": [0.7, 0.3]}", binary))
        .isEqualTo(0.3);
    String best = "[{\"className\": \"no\", \"probability\": 0.75}]";
    assertThat(scoreOf("", best, binary)).isEqualTo(0.25);
    assertThat(scoreOf("no", best, binary)).isEqualTo(0.75);
    assertThat(scoreOf("", best, unknown)).isEqualTo(0.75);
    // What the response itself says the score is, and what has more classes, stays.
    assertThat(scoreOf("", "{\"label\": \"no\", \"score\": 0.7}", binary)).isEqualTo(0.7);
    assertThat(scoreOf("", "[0.2, 0.7, 0.1]", THREE)).isEqualTo(0.7);
    assertThat(scoreOf("", "[-1.5, 4]", binary)).isEqualTo(4);
  }

  private static @Nullable Double scoreOf(
      String scored, String response, ExpectedPrediction expected) throws NotReadException {
    Document document = DocumentReader.read(response.getBytes(UTF_8), "application/json");
    ReadingSettings settings = ReadingSettings.DEFAULTS.withScoredClass(scored);
    return new ResponseReader(expected, settings).read(document, 1).get(0).score();
  }

  @Test
  void namesOfClassesInTheResponseGoBeforeTheReferences() throws NotReadException {
    String response = "{\"classes\": [\"x\", \"y\", \"z\"], \"probabilities\": [0.2, 0.7, 0.1]}";
    assertThat(one(response, THREE).value()).isEqualTo("y");
  }

  @Test
  void withoutNamesAClassIsItsPlace() throws NotReadException {
    ItemPrediction one = one("[0.2, 0.7, 0.1]", ExpectedPrediction.UNKNOWN);
    assertThat(one.value()).isEqualTo(1.0);
    assertThat(one.probabilities()).isEqualTo(Map.of("0", 0.2, "1", 0.7, "2", 0.1));
    assertThat(one("[0.2, 0.7, 0.1, 0.0]", THREE).value()).isEqualTo(1.0);
  }

  @Test
  void logitsWinByTheLargestAndEmbeddingsAreVectors() throws NotReadException {
    ItemPrediction logits = one("[-1.5, 4, 2]", THREE);
    assertThat(logits.value()).isEqualTo("b");
    assertThat(logits.score()).isEqualTo(4);
    assertThat(logits.probabilities()).isEmpty();
    String embedding = "[" + "0.5,".repeat(64) + "0.5]";
    assertThat(one(embedding, ExpectedPrediction.UNKNOWN).value()).isInstanceOf(float[].class);
  }

  @Test
  void guessesNoClassWhereTheReferenceHasNumbers() {
    fails("[[1.5, 2.5]]", 1, NUMBER, "which has not one prediction for each");
    fails("[[1.5, 2.5]]", 1, NUMBER, "observability.prediction can say where the prediction is");
  }

  @Test
  void readsTheFieldsThatTheReferenceNames() throws NotReadException {
    ExpectedPrediction sentiment =
        new ExpectedPrediction(Kind.CLASS, List.of("neg", "pos"), true)
            .called(List.of("sentiment"))
            .scored("sureness");
    for (String response :
        List.of(
            "{\"sentiment\": \"pos\", \"sureness\": 0.7}",
            "{\"id\": 7, \"label\": \"other\", \"sentiment\": [\"pos\"], \"sureness\": [0.7]}",
            "[{\"sentiment\": \"pos\", \"sureness\": 0.7}]",
            "{\"results\": [{\"sentiment\": \"pos\", \"sureness\": 0.7}]}",
            "{\"reply\": {\"sentiment\": \"pos\", \"sureness\": 0.7}, \"id\": 7}",
            "{\"model_name\": \"m\", \"outputs\": ["
                + "{\"name\": \"sentiment\", \"shape\": [1], \"datatype\": \"BYTES\","
                + " \"data\": [\"pos\"]},"
                + "{\"name\": \"sureness\", \"shape\": [1], \"datatype\": \"FP32\","
                + " \"data\": [0.7]}]}")) {
      ItemPrediction one = one(response, sentiment);
      assertThat(one.value()).as(response).isEqualTo("pos");
      assertThat(one.score()).as(response).isEqualTo(0.7);
    }
    List<ItemPrediction> columns =
        read("{\"sentiment\": [\"pos\", \"neg\"], \"sureness\": [0.7, 0.6]}", 2, sentiment);
    assertThat(columns).extracting(ItemPrediction::value).containsExactly("pos", "neg");
    assertThat(columns).extracting(ItemPrediction::score).containsExactly(0.7, 0.6);
  }

  @Test
  void readsAPartOfAnObjectByTheNameThatTheReferenceHas() throws NotReadException {
    String response = "{\"result\": {\"churn\": 1, \"risk\": 0.9, \"id\": 5}, \"ms\": 3}";
    ExpectedPrediction flattened = TWO.called(List.of("result.churn")).scored("result.risk");
    assertThat(one(response, flattened).value()).isEqualTo(1.0);
    assertThat(one(response, flattened).score()).isEqualTo(0.9);
    List<ItemPrediction> two =
        read("[{\"result\": {\"churn\": 1}}, {\"result\": {\"churn\": 0}}]", 2, flattened);
    assertThat(two).extracting(ItemPrediction::value).containsExactly(1.0, 0.0);
  }

  @Test
  void saysWhichFieldsMayBeThePrediction() {
    String response = "{\"result\": {\"left\": 1, \"note\": \"x\"}, \"ms\": 31}";
    fails(response, 1, TWO, "as in observability.prediction=result.left");
    fails(response, 1, TWO.called(List.of("churn")), "and no field `churn` as the reference");
    fails("{\"time\": 3, \"unit\": \"ms\"}", 1, NUMBER, "observability.prediction=time");
  }

  @Test
  void readsSeveralPredictionsByNameAndInTheirOrder() throws NotReadException {
    ExpectedPrediction two = NUMBER.called(List.of("price", "demand"));
    Map<String, Double> expected = Map.of("price", 0.5, "demand", 7.25);
    for (String response :
        List.of(
            "{\"predictions\": [[0.5, 7.25]]}",
            "[0.5, 7.25]",
            "{\"demand\": 7.25, \"price\": 0.5}",
            "{\"predictions\": [{\"demand\": 7.25, \"price\": 0.5}]}",
            "{\"predictions\": [{\"key\": \"variable\", \"value\": [[0.5, 7.25]]}]}",
            "{\"predictions\": [{\"key\": \"demand\", \"value\": [[7.25]]},"
                + " {\"key\": \"price\", \"value\": [[0.5]]}]}",
            "{\"model_name\": \"m\", \"outputs\": [{\"name\": \"out\", \"shape\": [1, 2],"
                + " \"datatype\": \"FP32\", \"data\": [0.5, 7.25]}]}")) {
      assertThat(one(response, two).several()).as(response).isEqualTo(expected);
    }
    assertThat(one("[0.5, 7.25]", two).value("demand")).isEqualTo(7.25);
    assertThat(one("{\"predictions\": [3]}", NUMBER).value("whatever")).isEqualTo(3.0);
    fails("{\"predictions\": [[1, 2, 3]]}", 1, two, "which has not `price`, `demand` for each");
    fails("{\"predictions\": [3]}", 1, two, "by name or in this order");
    fails("{\"predictions\": [[0.5, 7.25]]}", 2, two, "the response to 2 items");
  }

  @Test
  void aNumberIsTheScoreOfTheSecondOfTwoClasses() throws NotReadException {
    ItemPrediction one = one("{\"predictions\": [0.25]}", TWO);
    assertThat(one.value()).isEqualTo("0");
    assertThat(one.score()).isEqualTo(0.25);
    assertThat(one.probabilities()).isEqualTo(Map.of("0", 0.75, "1", 0.25));
    assertThat(one("{\"score\": 0.5}", TWO).value()).isEqualTo("1");
    // It is a class if it is called as one.
    assertThat(one("{\"predictions\": [1]}", TWO)).isEqualTo(ItemPrediction.of(1.0));
    assertThat(one("{\"predictions\": [3.5]}", TWO)).isEqualTo(ItemPrediction.of(3.5));
  }

  @Test
  void aNumberIsTheScoreWhereTheReferenceHasOneAlone() throws NotReadException {
    ExpectedPrediction scoreAlone = new ExpectedPrediction(Kind.NONE, List.of(), true);
    assertThat(one("{\"predictions\": [0.25]}", scoreAlone).score()).isEqualTo(0.25);
  }

  @Test
  void needsAsManyPredictionsAsItems() throws NotReadException {
    fails("[1, 2, 3]", 2, TWO, "the response to 2 items is an array of 3, the first the value 1.0");
    fails("{\"a\": 1, \"b\": 2}", 2, TWO, "is an object with `a`, `b`");
    fails("{\"time\": 3, \"unit\": \"ms\"}", 1, TWO, "is an object with `time`, `unit`");
    assertThat(read("[1, 0]", 2, TWO)).hasSize(2);
  }

  @Test
  void aNumberThatIsCalledATextIsANumber() throws NotReadException {
    for (String type : List.of("text/plain", "application/octet-stream")) {
      Document response = DocumentReader.read("150.5".getBytes(UTF_8), type);
      assertThat(
              new ResponseReader(NUMBER, ReadingSettings.DEFAULTS).read(response, 1).get(0).value())
          .isEqualTo(150.5);
    }
  }

  @Test
  void theResponseToTwoItemsIsNoneToOne() throws NotReadException {
    Document tensors =
        new Document.Tensors(
            List.of(
                new Tensor("label", new int[] {2}, Elements.of(new long[] {1, 0})),
                new Tensor(
                    "probabilities",
                    new int[] {2, 2},
                    Elements.of(new float[] {0.1f, 0.9f, 0.8f, 0.2f}))));
    ResponseReader reader = new ResponseReader(TWO, ReadingSettings.DEFAULTS);
    assertThat(reader.read(tensors, 2)).extracting(ItemPrediction::value).containsExactly(1.0, 0.0);
    assertThatThrownBy(() -> reader.read(tensors, 1)).isInstanceOf(NotReadException.class);
  }

  /** Whoever says where the prediction is need not say where the score is that has its name. */
  @Test
  void findsTheScoreByItsNameBesideAPredictionThatAPathLeadsTo() throws NotReadException {
    ExpectedPrediction named = TWO.called(List.of("label")).scored("sureness");
    ReadingSettings settings = new ReadingSettings(null, FieldPath.parse("queue"), null, List.of());
    ResponseReader reader = new ResponseReader(named, settings);
    for (String response :
        List.of(
            "{\"queue\": \"yes\", \"sureness\": 0.7}",
            "{\"queue\": \"yes\", \"about\": {\"sureness\": 0.7}}")) {
      ItemPrediction one =
          reader.read(DocumentReader.read(response.getBytes(UTF_8), "application/json"), 1).get(0);
      assertThat(one.value()).as(response).isEqualTo("yes");
      assertThat(one.score()).as(response).isEqualTo(0.7);
    }
    ReadingSettings sole = new ReadingSettings(null, FieldPath.parse("sureness"), null, List.of());
    ItemPrediction one =
        new ResponseReader(named, sole)
            .read(
                DocumentReader.read(
                    "{\"sureness\": 0.7, \"time\": 3}".getBytes(UTF_8), "application/json"),
                1)
            .get(0);
    assertThat(one.value()).as("a score alone is that of the second class").isEqualTo("1");
  }

  @Test
  void aPathThatLeadsToNoPredictionOfOneItemIsSaid() {
    for (String path : List.of("is", "result")) {
      ReadingSettings settings = new ReadingSettings(null, FieldPath.parse(path), null, List.of());
      ResponseReader reader = new ResponseReader(TWO, settings);
      for (String response :
          List.of("[{\"is\": 1}, {\"is\": 0}]", "{\"result\": [\"yes\", \"no\"]}")) {
        assertThatThrownBy(
                () -> reader.read(DocumentReader.read(response.getBytes(UTF_8), null), 1))
            .as("%s in %s", path, response)
            .isInstanceOf(NotReadException.class);
      }
    }
  }

  @Test
  void rowsWithoutNumbersAreNoPrediction() {
    fails("[[], []]", 2, ExpectedPrediction.UNKNOWN, "has not one prediction for each");
    Tensor empty = new Tensor(null, new int[] {2, 0}, Elements.of(new double[0]));
    ResponseReader reader =
        new ResponseReader(ExpectedPrediction.UNKNOWN, ReadingSettings.DEFAULTS);
    assertThatThrownBy(() -> reader.read(new Document.Tensors(List.of(empty, empty)), 2))
        .isInstanceOf(NotReadException.class);
  }

  @Test
  void anImageIsNoPrediction() {
    byte[] png = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};
    ResponseReader reader =
        new ResponseReader(ExpectedPrediction.UNKNOWN, ReadingSettings.DEFAULTS);
    assertThatThrownBy(() -> reader.read(new Document.Media(png), 1))
        .isInstanceOf(NotReadException.class)
        .hasMessageContaining("is a recording or an image, which has not one prediction for each");
  }

  private static ItemPrediction one(String response, ExpectedPrediction expected)
      throws NotReadException {
    return read(response, 1, expected).get(0);
  }

  private static List<ItemPrediction> read(String response, int items, ExpectedPrediction expected)
      throws NotReadException {
    return new ResponseReader(expected, ReadingSettings.DEFAULTS)
        .read(DocumentReader.read(response.getBytes(UTF_8), "application/json"), items);
  }

  private static void fails(
      String response, int items, ExpectedPrediction expected, String sentence) {
    assertThatThrownBy(() -> read(response, items, expected))
        .isInstanceOfSatisfying(
            NotReadException.class,
            e -> {
              assertThat(e.reason()).isEqualTo(NotRead.NO_PREDICTION);
              assertThat(e.sentence()).contains(sentence);
            });
  }
}

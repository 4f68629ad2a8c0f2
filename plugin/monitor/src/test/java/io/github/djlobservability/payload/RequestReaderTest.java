package io.github.djlobservability.payload;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.djlobservability.payload.ExpectedFields.Kind;
import io.github.djlobservability.payload.document.Document;
import io.github.djlobservability.payload.document.DocumentReader;
import io.github.djlobservability.payload.document.NotRead;
import io.github.djlobservability.payload.document.NotReadException;
import io.github.djlobservability.payload.tensor.Elements;
import io.github.djlobservability.payload.tensor.Tensor;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The forms themselves are in docs/payloads.md; here is where a payload alone leaves a choice. */
class RequestReaderTest {

  @Test
  void theReferenceDecidesBetweenColumnsAndVectors() throws NotReadException {
    String two = "{\"a\": [1, 2], \"b\": [3, 4]}";
    assertThat(read(two, expecting("a", "b"))).hasSize(2);
    assertThat(read(two, vectors("a", "b")).get(0).values().get("a")).isEqualTo(new float[] {1, 2});
    assertThat(read("{\"a\": [[1, 2], [3, 4]]}", vectors("a"))).hasSize(2);
    assertThat(read(two, ExpectedFields.NONE)).hasSize(2);
    assertThat(read("{\"a\": [1, 2], \"b\": [3]}", ExpectedFields.NONE)).hasSize(1);
    String long65 = "[" + "1,".repeat(64) + "1]";
    assertThat(read("{\"a\": " + long65 + ", \"b\": " + long65 + "}", ExpectedFields.NONE))
        .hasSize(1);
  }

  @Test
  void theReferenceDecidesBetweenOneRowAndManyItems() throws NotReadException {
    assertThat(read("[1, 2]", expecting("a", "b"))).hasSize(1);
    assertThat(read("[1, 2]", expecting("a"))).hasSize(2);
    assertThat(read("{\"instances\": [1, 2]}", ExpectedFields.NONE)).hasSize(2);
    assertThat(read("[1, 2]", ExpectedFields.NONE)).hasSize(1);
    assertThat(read("[\"first text\", \"second text\"]", ExpectedFields.NONE)).hasSize(2);
    assertThat(read("[1, 2]", vectors("a"))).hasSize(1);
  }

  @Test
  void aNameOfTheReferenceIsNoWrapper() throws NotReadException {
    Fields item = read("{\"data\": 3, \"features\": 4}", expecting("data", "features")).get(0);
    assertThat(item.values()).containsEntry("data", 3.0).containsEntry("features", 4.0);
    assertThat(read("{\"inputs\": \"a text\"}", expecting("text")).get(0).values())
        .isEqualTo(Map.of("text", "a text"));
    assertThat(read("{\"inputs\": \"a text\"}", ExpectedFields.NONE).get(0).values())
        .isEqualTo(Map.of("inputs", "a text"));
  }

  @Test
  void flattensByOneRule() throws NotReadException {
    String json =
        "{\"home\": {\"zip\": \"02139\", \"at\": [1.5, 2]}, \"tags\": [\"x\", true], \"none\": {},"
            + " \"orders\": [{\"price\": 3}, {\"price\": 4}], \"image\": [[1, 2], [3, 4]]}";
    Map<String, @Nullable Object> values = read(json, ExpectedFields.NONE).get(0).values();
    assertThat(values.keySet())
        .containsExactly(
            "home.zip",
            "home.at",
            "tags[0]",
            "tags[1]",
            "none",
            "orders[0].price",
            "orders[1].price",
            "image");
    assertThat(values.get("home.at")).isEqualTo(new float[] {1.5f, 2});
    assertThat(values.get("orders[1].price")).isEqualTo(4.0);
    assertThat(values.get("image")).isEqualTo(TensorSummary.of(new double[] {1, 2, 3, 4}));
    assertThat(values.get("none")).isEqualTo(new Fields.Other("{}"));
  }

  @Test
  void aProfileOfLoggedBodiesFitsThem() throws NotReadException {
    String body = "{\"home\": {\"zip\": 1}, \"orders\": [{\"price\": 3}], \"at\": [1, 2]}";
    Map<String, @Nullable Object> first = read(body, ExpectedFields.NONE).get(0).values();
    Map<String, Kind> kinds = new LinkedHashMap<>();
    first.forEach(
        (name, value) -> kinds.put(name, value instanceof float[] ? Kind.VECTOR : Kind.VALUE));
    assertThat(read(body, new ExpectedFields(kinds)).get(0).values().keySet())
        .isEqualTo(first.keySet());
  }

  @Test
  void valuesWithoutNamesNeedAsManyInputs() throws NotReadException {
    fails(
        "[1, 2, 3]",
        expecting("a", "b"),
        NotRead.POSITIONS,
        "3 values without a name; the reference has 2: a, b");
    fails("\"text\"", expecting("a", "b"), NotRead.POSITIONS, "1 value without a name");
    // A reference that has places alone knows which it left out.
    assertThat(read("[1, 2, 3]", expecting("x0", "x2")).get(0).values().keySet())
        .containsExactly("x0", "x1", "x2");
    fails("[1, 2]", expecting("x0", "x2"), NotRead.POSITIONS, "the reference has 3");
  }

  @Test
  void namesGivenByTheUserGoBeforeTheReferences() throws NotReadException {
    ReadingSettings told = new ReadingSettings(null, null, null, List.of("b", "id", "a"));
    RequestReader reader = new RequestReader(expecting("a", "b"), told);
    assertThat(reader.read(document("[[1, 2, 3]]")).get(0).values())
        .isEqualTo(Map.of("b", 1.0, "id", 2.0, "a", 3.0));
    assertThatThrownBy(() -> reader.read(document("[[1, 2]]")))
        .hasMessageContaining("2 values without a name; the names given are 3: b, id, a");
  }

  @Test
  void readsAllTensorsOfAModel() throws NotReadException {
    Tensor ages = new Tensor("age", new int[] {2, 1}, Elements.of(new long[] {34, 52}));
    Tensor rest = new Tensor("rest", new int[] {2, 2}, Elements.of(new float[] {1, 2, 3, 4}));
    Tensor names = new Tensor("name", new int[] {2}, Elements.of(new String[] {"x", "y"}));
    Tensor other = new Tensor("threshold", new int[] {1}, Elements.of(new float[] {0.5f}));
    Document request = new Document.Tensors(List.of(ages, rest, names, other));

    List<Fields> items =
        new RequestReader(ExpectedFields.NONE, ReadingSettings.DEFAULTS).read(request);
    assertThat(items).hasSize(2);
    assertThat(items.get(1).values())
        .isEqualTo(Map.of("age", 52.0, "rest[0]", 3.0, "rest[1]", 4.0, "name", "y"));
  }

  @Test
  void aTensorOfOneAxisIsOneRowUnlessItsNameIsKnown() throws NotReadException {
    Document request =
        new Document.Tensors(
            List.of(new Tensor("age", new int[] {3}, Elements.of(new float[] {1, 2, 3}))));
    RequestReader unknown = new RequestReader(ExpectedFields.NONE, ReadingSettings.DEFAULTS);
    RequestReader known = new RequestReader(expecting("age", "bmi"), ReadingSettings.DEFAULTS);
    assertThat(unknown.read(request)).hasSize(1);
    assertThat(known.read(request)).hasSize(3);
  }

  @Test
  void manyNumbersWithoutNamesAreOneVector() throws NotReadException {
    String many = "[[" + "1,".repeat(256) + "1]]";
    assertThat(read(many, ExpectedFields.NONE).get(0).values()).containsOnlyKeys("value");
    String few = "[[" + "1,".repeat(255) + "1]]";
    assertThat(read(few, ExpectedFields.NONE).get(0).values()).hasSize(256);
  }

  @Test
  void aTableOrATensorWithoutRowsIsEmpty() {
    ExpectedFields expected = expecting("age", "bmi");
    for (String json :
        List.of(
            "{\"columns\": [\"age\", \"bmi\"], \"data\": []}",
            "{\"dataframe_split\": {\"columns\": [\"age\", \"bmi\"], \"data\": []}}",
            "{\"inputs\": [{\"name\": \"x\", \"datatype\": \"FP32\", \"shape\": [0, 2], \"data\":"
                + " []}]}")) {
      fails(json, expected, NotRead.EMPTY, "");
    }
    assertThatThrownBy(
            () ->
                new RequestReader(expected, ReadingSettings.DEFAULTS)
                    .read(DocumentReader.read("age,bmi\n".getBytes(UTF_8), "text/csv")))
        .isInstanceOfSatisfying(
            NotReadException.class, e -> assertThat(e.reason()).isEqualTo(NotRead.EMPTY));
  }

  @Test
  void whatStandsBesideColumnsIsNoColumn() throws NotReadException {
    String json =
        "{\"id\": \"a17\", \"age\": [34, 52], \"bmi\": [22.1, 30.5], \"note\": [\"x\", \"y\"],"
            + " \"extra\": [1, 2, 3]}";
    List<Fields> items = read(json, expecting("age", "bmi"));
    assertThat(items).hasSize(2);
    assertThat(items.get(1).values()).isEqualTo(Map.of("age", 52.0, "bmi", 30.5, "note", "y"));
    assertThat(read("{\"age\": [34, 52], \"bmi\": 22.1}", expecting("age", "bmi"))).hasSize(1);
  }

  @Test
  void aPromptMayBeANumber() throws NotReadException {
    Document prompt = DocumentReader.read("42".getBytes(UTF_8), "text/plain; charset=utf-8");
    assertThat(
            new RequestReader(expecting("text"), ReadingSettings.DEFAULTS)
                .read(prompt)
                .get(0)
                .values())
        .isEqualTo(Map.of("text", "42"));
  }

  @Test
  void aChatIsOneItemHoweverManyMessagesItHas() throws NotReadException {
    String chat = "{\"messages\": [{\"role\": \"system\"}, {\"role\": \"user\"}]}";
    assertThat(read(chat, ExpectedFields.NONE)).hasSize(1);
  }

  @Test
  void aChatIsItsNewestTextWhereverThatStands() throws NotReadException {
    String first = "{\"model\": \"m\", \"messages\": [{\"role\": \"user\", \"content\": \"one\"}";
    String answer = ", {\"role\": \"assistant\", \"content\": \"two\"}";
    String system = ", {\"role\": \"system\", \"content\": \"be kind\"}";
    String turns = first + (answer + ", {\"role\": \"user\", \"content\": \"more\"}").repeat(10);
    for (ExpectedFields expected :
        List.of(ExpectedFields.NONE, expecting("messages.user", "messages.count"))) {
      assertThat(read(first + "]}", expected).get(0).values())
          .isEqualTo(Map.of("model", "m", "messages.user", "one", "messages.count", 1.0));
      assertThat(read(first + answer + system + "]}", expected).get(0).values())
          .isEqualTo(
              Map.of(
                  "model",
                  "m",
                  "messages.user",
                  "one",
                  "messages.count",
                  3.0,
                  "messages.system",
                  "be kind"));
      assertThat(read(turns + "]}", expected).get(0).values())
          .isEqualTo(Map.of("model", "m", "messages.user", "more", "messages.count", 21.0));
    }
  }

  @Test
  void aChatOfPartsHasTheTextOfItsNewestMessageThatHasOne() throws NotReadException {
    String parts =
        "{\"chat\": {\"messages\": [{\"role\": \"developer\", \"content\": \"be kind\"}, {\"role\":"
            + " \"user\", \"content\": [{\"type\": \"text\", \"text\": \"what is\"}, {\"type\":"
            + " \"image_url\", \"image_url\": {\"url\": \"https://a.example/b.png\"}}, {\"type\":"
            + " \"text\", \"text\": \"on this?\"}]}, {\"role\": \"assistant\", \"content\": null,"
            + " \"tool_calls\": [{\"id\": \"1\"}]}, {\"role\": \"user\", \"content\": [{\"type\":"
            + " \"tool_result\", \"content\": \"3\"}]}]}}";
    assertThat(read(parts, ExpectedFields.NONE).get(0).values())
        .isEqualTo(
            Map.of(
                "chat.messages.user",
                "what is\non this?",
                "chat.messages.count",
                4.0,
                "chat.messages.system",
                "be kind"));
    Map<String, @Nullable Object> none =
        read("{\"messages\": [{\"role\": \"assistant\"}]}", ExpectedFields.NONE).get(0).values();
    assertThat(none).containsEntry("messages.user", null).containsEntry("messages.count", 1.0);
  }

  @Test
  void aReferenceThatHasMessagesByTheirPlacesKeepsThem() throws NotReadException {
    String chat = "{\"messages\": [{\"role\": \"user\", \"content\": \"one\"}]}";
    ExpectedFields places = expecting("messages[0].role", "messages[0].content");
    assertThat(read(chat, places).get(0).values())
        .isEqualTo(Map.of("messages[0].role", "user", "messages[0].content", "one"));
  }

  @Test
  void messagesWithoutRolesAreNoChat() throws NotReadException {
    assertThat(
            read("{\"to\": 1, \"messages\": [{\"body\": \"one\"}]}", ExpectedFields.NONE)
                .get(0)
                .values())
        .isEqualTo(Map.of("to", 1.0, "messages[0].body", "one"));
  }

  @Test
  void anEmptyObjectIsAnItemThatTellsNothing() throws NotReadException {
    assertThat(read("{}", expecting("a"))).containsExactly(new Fields(Map.of(), false));
  }

  @Test
  void boundsWhatOneItemMayHold() {
    StringBuilder fields = new StringBuilder("{\"a\": 1");
    for (int i = 0; i < 10_001; i++) {
      fields.append(",\"f").append(i).append("\": 1");
    }
    fails(fields + "}", ExpectedFields.NONE, NotRead.SIZE, "more than 10000 fields");
    String name = "n".repeat(101);
    fails(
        "{\"" + name + "\": {\"" + name + "\": 1}}",
        ExpectedFields.NONE,
        NotRead.SIZE,
        "a field's name has 203 characters");
    fails("[]", ExpectedFields.NONE, NotRead.EMPTY, "an array is empty");
  }

  /** Names become features, attributes of metrics and lines of pages. */
  @Test
  void boundsNamesInAllShapes() {
    String name = "n".repeat(201);
    for (String json :
        List.of(
            "{\"N\": 1}",
            "[{\"N\": 1}, {\"N\": 2}]",
            "{\"N\": [1, 2, 3], \"b\": [4, 5, 6]}",
            "{\"N\": {\"0\": 1, \"1\": 2}, \"b\": {\"0\": 3, \"1\": 4}}",
            "{\"columns\": [\"N\", \"b\"], \"data\": [[1, 2], [3, 4]]}")) {
      fails(
          json.replace("N", name),
          ExpectedFields.NONE,
          NotRead.SIZE,
          "a field's name has 201 characters");
    }
    byte[] table = (name + ",b\n1,2\n").getBytes(UTF_8);
    RequestReader reader = new RequestReader(ExpectedFields.NONE, ReadingSettings.DEFAULTS);
    assertThatThrownBy(() -> reader.read(DocumentReader.read(table, "text/csv")))
        .isInstanceOfSatisfying(
            NotReadException.class, e -> assertThat(e.reason()).isEqualTo(NotRead.SIZE));
  }

  @Test
  void saysWhatIsWrongWithATensor() {
    String shape = "{\"inputs\": [{\"name\": \"a\", \"shape\": [2, 2], \"datatype\": \"FP32\", ";
    fails(
        shape + "\"data\": [1]}]}", ExpectedFields.NONE, NotRead.MALFORMED, "tensor a: the shape");
    fails(shape + "\"x\": 1}]}", ExpectedFields.NONE, NotRead.TYPE, "has no data in JSON");
    fails(
        "{\"inputs\": [{\"name\": \"a\", \"shape\": [-1], \"datatype\": \"FP32\", \"data\": []}]}",
        ExpectedFields.NONE,
        NotRead.MALFORMED,
        "shape has no length");
  }

  private static ExpectedFields expecting(String... names) {
    return fields(Kind.VALUE, names);
  }

  private static ExpectedFields vectors(String... names) {
    return fields(Kind.VECTOR, names);
  }

  private static ExpectedFields fields(Kind kind, String... names) {
    Map<String, Kind> kinds = new LinkedHashMap<>();
    for (String name : names) {
      kinds.put(name, kind);
    }
    return new ExpectedFields(kinds);
  }

  private static Document document(String json) throws NotReadException {
    return DocumentReader.read(json.getBytes(UTF_8), "application/json");
  }

  private static List<Fields> read(String json, ExpectedFields expected) throws NotReadException {
    return new RequestReader(expected, ReadingSettings.DEFAULTS).read(document(json));
  }

  private static void fails(String json, ExpectedFields expected, NotRead reason, String sentence) {
    assertThatThrownBy(() -> read(json, expected))
        .isInstanceOfSatisfying(
            NotReadException.class,
            e -> {
              assertThat(e.reason()).isEqualTo(reason);
              assertThat(e.sentence()).contains(sentence);
            });
  }
}

package io.github.djlobservability.observation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonParseException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PayloadReaderTest {

  @Test
  void anObjectIsOneItem() {
    Fields item = json("{\"age\": 41, \"sex\": \"F\", \"ok\": true, \"gone\": null}").get(0);
    assertThat(item.values())
        .containsEntry("age", 41.0)
        .containsEntry("sex", "F")
        .containsEntry("ok", true)
        .containsEntry("gone", null)
        .hasSize(4);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[{\"a\": 1}, {\"a\": 2}]",
        "{\"instances\": [{\"a\": 1}, {\"a\": 2}]}",
        "{\"rows\": [{\"a\": 1}, {\"a\": 2}]}"
      })
  void anArrayOfObjectsIsManyItems(String text) {
    assertThat(json(text)).extracting(item -> item.values().get("a")).containsExactly(1.0, 2.0);
  }

  @Test
  void textsAreItemsOfOneValue() {
    assertThat(json("{\"inputs\": [\"one\", \"two\"]}"))
        .extracting(item -> item.values().get(PayloadReader.VALUE))
        .containsExactly("one", "two");
    assertThat(json("\"alone\"").get(0).values()).containsEntry(PayloadReader.VALUE, "alone");
  }

  @Test
  void anObjectWithOnlyOneTextIsAnItem() {
    assertThat(json("{\"inputs\": \"one\"}").get(0).values()).containsEntry("inputs", "one");
  }

  @Test
  void numbersInARowHavePositions() {
    assertThat(json("[[1, 2], [3, 4]]"))
        .extracting(item -> item.values().get("x1"))
        .containsExactly(2.0, 4.0);
    assertThat(json("[5, 6, 7]"))
        .singleElement()
        .satisfies(item -> assertThat(item.values()).containsEntry("x2", 7.0));
  }

  @Test
  void aVectorInAnItemStaysOne() {
    assertThat(json("{\"id\": 1, \"embedding\": [0.5, 1.5]}").get(0).values().get("embedding"))
        .isEqualTo(new float[] {0.5f, 1.5f});
  }

  @Test
  void whatCannotBeLookedAtIsNamed() {
    assertThat(json("{\"a\": {\"b\": 1}, \"c\": [\"x\"]}").get(0).values())
        .containsEntry("a", new Fields.Other("object"))
        .containsEntry("c", new Fields.Other("array"));
  }

  @Test
  void tensorsAreReadByPosition() {
    List<Fields> items = PayloadReader.read(Payload.Tensors.of(new float[] {1, 2, 3, 4, 5, 6}, 2));
    assertThat(items).hasSize(2);
    assertThat(items.get(1).values()).containsEntry("x0", 4.0).containsEntry("x2", 6.0);
  }

  @Test
  void aLongRowIsOneVector() {
    List<Fields> items = PayloadReader.read(Payload.Tensors.of(new float[600], 2));
    assertThat(items).hasSize(2);
    assertThat((float[]) items.get(0).values().get(PayloadReader.VALUE)).hasSize(300);
  }

  @Test
  void nothingHoldsNothing() {
    assertThat(PayloadReader.read(Payload.NONE)).isEmpty();
    assertThat(PayloadReader.read(Payload.Tensors.of(new float[0], 0))).isEmpty();
    assertThat(json("[]")).isEmpty();
  }

  @Test
  void whatIsNoJsonIsSaidSo() {
    assertThatThrownBy(() -> json("{\"a\": ")).isInstanceOf(JsonParseException.class);
  }

  private static List<Fields> json(String text) {
    return PayloadReader.read(
        Payload.Body.of(text.getBytes(StandardCharsets.UTF_8), "application/json"));
  }
}

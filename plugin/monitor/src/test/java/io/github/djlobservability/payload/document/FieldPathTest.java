package io.github.djlobservability.payload.document;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class FieldPathTest {

  @Test
  void followsNamesAndPlaces() throws NotReadException {
    String json = "{\"a\": {\"b\": [1, {\"c.d\": 2, \"e\": null}]}, \"x.y\": 3}";
    Document document = DocumentReader.read(json.getBytes(UTF_8), null);
    Object root = ((Document.Json) document).roots().get(0);

    assertThat(FieldPath.parse("a.b[0]").in(root)).isEqualTo(1.0);
    assertThat(FieldPath.parse("a.b[1].c.d").in(root)).isEqualTo(2.0);
    assertThat(FieldPath.parse("x.y").in(root)).isEqualTo(3.0);
    assertThat(FieldPath.parse("a.b[1].e").isIn(root)).isTrue();
    assertThat(FieldPath.parse("a.b[1].e").in(root)).isNull();
    for (String nowhere : new String[] {"a.c", "a.b[2]", "a[0]", "a.b.c", "[0]", "x.y.z"}) {
      assertThat(FieldPath.parse(nowhere).isIn(root)).as(nowhere).isFalse();
    }
  }

  @Test
  void saysWhyATextIsNoPath() {
    fails("", "must not be empty");
    fails("a..b", "has an empty name");
    fails("a.", "ends with a dot");
    fails("a[b]", "a [ without a whole number and a ] after it");
    fails("a[1", "a [ without a whole number and a ] after it");
  }

  private static void fails(String text, String message) {
    assertThatThrownBy(() -> FieldPath.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(message);
  }
}

package io.github.djlobservability.payload.stream;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.djlobservability.payload.document.Document;
import io.github.djlobservability.payload.document.NotRead;
import io.github.djlobservability.payload.document.NotReadException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StreamedTextTest {
  private static final String EVENTS = "text/event-stream; charset=utf-8";
  private static final String LINES = "application/jsonlines";

  @Test
  void aChatIsItsFirstChoice() throws NotReadException {
    String body =
        ": a comment\n\n"
            + event("{\"choices\":[{\"index\":0,\"delta\":{\"role\":\"assistant\"}}]}")
            + event("{\"choices\":[{\"index\":0,\"delta\":{\"content\":\"Gr\u00fc\u00dfe\"}}]}")
            + event("{\"choices\":[{\"index\":1,\"delta\":{\"content\":\"Hi\"}}]}")
            + event("{\"choices\":[{\"index\":0,\"delta\":{\"content\":\" an alle\"}}]}")
            + event("{\"choices\":[],\"usage\":{\"completion_tokens\":3}}")
            + event("[DONE]");
    assertThat(text(body, EVENTS)).isEqualTo("Gr\u00fc\u00dfe an alle");
  }

  @Test
  void eventsMayBeText() throws NotReadException {
    assertThat(text(event("one") + event(" two") + event("[DONE]"), EVENTS)).isEqualTo("one two");
    assertThat(text(event("{not json"), EVENTS)).isEqualTo("{not json");
  }

  @Test
  void linesOfTokensAreText() throws NotReadException {
    String body = "{\"token\": {\"text\": \"a\"}}\n{\"token\": {\"text\": \" b\"}}\n";
    assertThat(text(body, LINES)).isEqualTo("a b");
  }

  @Test
  void linesOfPredictionsStayWhatTheyAre() throws NotReadException {
    Document rows = read("{\"label\": \"yes\"}\n{\"label\": \"no\"}\n", LINES);
    assertThat(((Document.Json) rows).roots())
        .containsExactly(Map.of("label", "yes"), Map.of("label", "no"));
  }

  @Test
  void withoutAContentTypeTheBytesDecide() throws NotReadException {
    String lines = "{\"token\": {\"text\": \"a\"}}\n{\"token\": {\"text\": \" b\"}}\n";
    assertThat(text(lines, null)).isEqualTo("a b");
    String events = event("{\"choices\":[{\"index\":0,\"delta\":{\"content\":\"a\"}}]}");
    assertThat(text(events, null)).isEqualTo("a");
    assertThat(((Document.Json) read("{\n\"label\":\n\"yes\"\n}", null)).roots())
        .containsExactly(Map.of("label", "yes"));
    assertThat(read("data: none was kept", null))
        .isEqualTo(new Document.Text("data: none was kept"));
  }

  @Test
  void whatIsNeitherIsReadAsTheBodyThatItIs() throws NotReadException {
    assertThat(read("part 0\npart 1\n", "text/plain"))
        .isEqualTo(new Document.Text("part 0\npart 1"));
    assertThat(((Document.Json) read("{\"label\": \"yes\"}", "application/json")).roots())
        .containsExactly(Map.of("label", "yes"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "data: {\"choices\":[{\"delta\":{\"content\":\"a\"}}]}\n\n"
            + "{\"code\": 424, \"error\": \"x\"}",
        "data: {\"choices\":[{\"delta\":{\"content\":\"a\"}}]}\n\nrequested failure",
        "data: {\"choices\":[{\"delta\":{\"content\":\"a\"}}]}\n\nevent: error\ndata: x\n\n",
        "data: {\"error\": {\"message\": \"x\"}}\n\n",
        "data: {\"label\": \"yes\"}\n\n",
        "data: [DONE]\n\n"
      })
  void anErrorOrNoTextIsNoPrediction(String body) {
    assertThatThrownBy(() -> read(body, EVENTS))
        .isInstanceOf(NotReadException.class)
        .extracting(e -> ((NotReadException) e).reason())
        .isEqualTo(NotRead.NO_PREDICTION);
  }

  @Test
  void anEventThatIsTooLongLeavesNoHalfText() {
    String body = event("a") + event("b".repeat(100_000)) + event("c");
    assertThatThrownBy(() -> read(body, EVENTS)).hasMessageContaining("too long");
  }

  private static @Nullable Object text(String body, @Nullable String type) throws NotReadException {
    List<@Nullable Object> roots = ((Document.Json) read(body, type)).roots();
    return ((Map<?, ?>) roots.get(0)).get("generated_text");
  }

  private static Document read(String body, @Nullable String type) throws NotReadException {
    return StreamedText.read(body.getBytes(UTF_8), type, 1 << 20);
  }

  private static String event(String data) {
    return "data: " + data + "\n\n";
  }
}

package io.github.djlobservability.payload.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class GeneratedTextTest {

  @Test
  void readsWholeResponses() throws IOException {
    assertThat(
            text(
                "{\"choices\": [{\"index\": 1, \"message\": {\"content\": \"second\"}},"
                    + " {\"index\": 0, \"message\": {\"content\": \"first\"}}]}"))
        .isEqualTo("first");
    assertThat(text("{\"choices\": [{\"text\": \"of a completion\"}]}"))
        .isEqualTo("of a completion");
    assertThat(
            text(
                "{\"choices\": [{\"message\": {\"content\": [{\"type\": \"text\", \"text\": \"in a"
                    + " part\"}]}}]}"))
        .isEqualTo("in a part");
  }

  @Test
  void whatHasNoTextIsNone() throws IOException {
    assertThat(text("{\"choices\": [{\"message\": {\"content\": null, \"tool_calls\": [1]}}]}"))
        .isNull();
    assertThat(text("{\"choices\": []}")).isNull();
    assertThat(text("{\"choices\": \"many\", \"text\": \"of something else\"}")).isNull();
  }

  @Test
  void putsPartsTogether() throws IOException {
    GeneratedText chat = new GeneratedText();
    chat.add(parse("{\"choices\": [{\"delta\": {\"role\": \"assistant\", \"content\": \"\"}}]}"));
    chat.add(parse("{\"choices\": [{\"delta\": {\"content\": \"Hello\"}}]}"));
    chat.add(
        parse(
            "{\"choices\": [{\"index\": 1, \"delta\": {\"content\": \" nobody\"}}, {\"index\": 0,"
                + " \"delta\": {\"content\": \" there\"}}]}"));
    chat.add(parse("{\"choices\": [], \"usage\": {\"completion_tokens\": 2}}"));
    assertThat(chat.document()).containsEntry("generated_text", "Hello there");
    assertThat(chat.isFailed()).isFalse();

    GeneratedText tokens = new GeneratedText();
    tokens.add(parse("{\"token\": {\"id\": 5, \"text\": \"Good\", \"log_prob\": -0.5}}"));
    tokens.add(
        parse("{\"token\": {\"id\": 6, \"text\": \"bye\"}, \"generated_text\": \"Goodbye\"}"));
    assertThat(tokens.document()).containsEntry("generated_text", "Goodbye");

    GeneratedText body = new GeneratedText();
    body.add(parse("{\"body\": {\"generation\": \"a\"}}"));
    body.add(parse("{\"body\": {\"generation\": \"b\", \"stop_reason\": \"stop\"}}"));
    assertThat(body.document()).containsEntry("generated_text", "ab");
  }

  @Test
  void knowsNoRowsOfAClassifier() throws IOException {
    GeneratedText rows = new GeneratedText();
    rows.add(parse("{\"label\": \"yes\", \"score\": 0.9}"));
    assertThat(rows.isKnown()).isFalse();
    assertThat(rows.document()).isNull();
  }

  @Test
  void tellsOfAnError() throws IOException {
    GeneratedText coded = new GeneratedText();
    coded.add(parse("{\"code\": 424, \"error\": \"out of memory\"}"));
    assertThat(coded.isFailed()).isTrue();
    GeneratedText finished = new GeneratedText();
    finished.add(parse("{\"choices\": [{\"text\": \"x\", \"finish_reason\": \"error\"}]}"));
    assertThat(finished.isFailed()).isTrue();
  }

  @Test
  void measuresHowSureTheModelWas() throws IOException {
    double half = Math.log(0.5);
    double quarter = Math.log(0.25);
    // Two tokens of probability 1/2 and 1/4; the first has 1/2 and 1/2, the second four quarters.
    String chat =
        "{\"choices\": [{\"message\": {\"content\": \"a b\"}, \"logprobs\": {\"content\": [{\"logprob\": %s,"
            + " \"top_logprobs\": [{\"logprob\": %s}]}, {\"logprob\": %s, \"top_logprobs\":"
            + " [{\"logprob\": %s}, {\"logprob\": %s}, {\"logprob\": %s}]}]}}]}";
    Map<String, @Nullable Object> document =
        GeneratedText.ofResponse(
            parse(chat.formatted(half, half, quarter, quarter, quarter, quarter)));
    assertThat(number(document, "confidence")).isCloseTo(Math.sqrt(0.125), within(1e-12));
    assertThat(number(document, "token_entropy")).isCloseTo(1.5, within(1e-12));

    String completion =
        "{\"choices\": [{\"text\": \"a b\", \"logprobs\": {\"token_logprobs\": [null, %s, -9999],"
            + " \"top_logprobs\": [null, {\"a\": %s, \"b\": %s}]}}]}";
    document = GeneratedText.ofResponse(parse(completion.formatted(half, half, half)));
    assertThat(number(document, "confidence")).isBetween(1e-200, 1e-100);
    assertThat(number(document, "token_entropy")).isCloseTo(1, within(1e-12));
  }

  @Test
  void takesTheTokensOfDjlsHandlersOnce() throws IOException {
    double half = Math.log(0.5);
    GeneratedText stream = new GeneratedText();
    stream.add(parse("{\"token\": {\"text\": \"a\", \"log_prob\": %s}}".formatted(half)));
    stream.add(parse("{\"token\": {\"text\": \"b\", \"logprob\": 0}, \"generated_text\": \"ab\"}"));
    assertThat(number(stream.document(), "confidence")).isCloseTo(Math.sqrt(0.5), within(1e-12));
    assertThat(stream.document()).containsEntry("token_entropy", null);

    String whole = "{\"generated_text\": \"ab\", \"details\": {\"tokens\": [{\"log_prob\": %s}]}}";
    assertThat(number(GeneratedText.ofResponse(parse(whole.formatted(half))), "confidence"))
        .isCloseTo(0.5, within(1e-12));
    assertThat(GeneratedText.ofResponse(parse("{\"generated_text\": \"ab\"}"))).isNull();
  }

  private static double number(@Nullable Map<String, @Nullable Object> document, String name) {
    assertThat(document).isNotNull();
    return ((Number) Objects.requireNonNull(document.get(name))).doubleValue();
  }

  private static @Nullable Object text(String response) throws IOException {
    Map<String, @Nullable Object> document = GeneratedText.ofResponse(parse(response));
    return document == null ? null : document.get("generated_text");
  }

  private static Map<?, ?> parse(String json) throws IOException {
    return (Map<?, ?>) JsonTree.all(json).get(0);
  }
}

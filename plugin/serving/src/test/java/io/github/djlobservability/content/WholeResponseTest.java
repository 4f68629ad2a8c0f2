package io.github.djlobservability.content;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.djlobservability.payload.ReadingSettings;
import io.github.djlobservability.payload.stream.ResponseFormat;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Answers in one piece, and what their requests ask for. */
class WholeResponseTest {

  @Test
  void aChatTellsItsUsage() {
    Findings found =
        read(
            true,
            "{\"model\": \"llama-3\", \"messages\": [{\"role\": \"user\", \"content\":"
                + " \"secret\"}], \"max_tokens\": 50, \"temperature\": 0.5, \"top_p\": 0.9, \"n\":"
                + " 2, \"seed\": 7}",
            "{\"model\": \"llama-3-8b\", \"choices\": [{\"message\": {\"content\": \"x\"},"
                + " \"finish_reason\": \"stop\"}, {\"finish_reason\": \"length\"}],"
                + " \"usage\": {\"prompt_tokens\": 3, \"completion_tokens\": 60}}");
    Generation generation = found.generation();

    assertThat(generation).isNotNull();
    assertThat(generation.operation()).isEqualTo("chat");
    assertThat(generation.inputTokens()).isEqualTo(3);
    assertThat(generation.outputTokens()).isEqualTo(60);
    assertThat(generation.finishReasons()).containsExactly("stop", "length");
    assertThat(generation.responseModel()).isEqualTo("llama-3-8b");
    assertThat(generation.secondsToFirstToken(0)).isNull();
    assertThat(generation.parameters().model()).isEqualTo("llama-3");
    assertThat(generation.parameters().number(RequestParameters.MAX_TOKENS)).isEqualTo(50);
    assertThat(generation.parameters().number(RequestParameters.CHOICES)).isEqualTo(2);
    assertThat(generation.toString()).doesNotContain("secret");
  }

  @Test
  void embeddingsAreAnOperationOfTheirOwn() {
    Generation generation =
        read(
                false,
                "{\"input\": \"a text\", \"adapters\": [\"de\"]}",
                "{\"object\": \"list\", \"data\": [{\"object\": \"embedding\", \"embedding\":"
                    + " [0.1]}], \"usage\": {\"prompt_tokens\": 3, \"total_tokens\": 3}}")
            .generation();

    assertThat(generation).isNotNull();
    assertThat(generation.operation()).isEqualTo("embeddings");
    assertThat(generation.inputTokens()).isEqualTo(3);
    assertThat(generation.outputTokens()).isNull();
    assertThat(generation.parameters().adapter()).isEqualTo("de");
  }

  @Test
  void theAdapterOfAHeaderComesBeforeThatOfTheBody() {
    RequestParameters body = RequestParameters.read("{\"adapters\": \"de\"}".getBytes(UTF_8));

    assertThat(body.withAdapter(null).adapter()).isEqualTo("de");
    assertThat(body.withAdapter("fr").adapter()).isEqualTo("fr");
  }

  @Test
  void anErrorInAWholeResponseIsOneThoughItIsNoGeneration() {
    assertThat(read(false, "{}", "{\"code\": 424, \"error\": \"no\"}").error()).isEqualTo("424");
    assertThat(read(false, "{}", "{\"code\": 424, \"class\": 1}").error()).isNull();
    assertThat(read(false, "{}", "{\"error\": 0.5}").error()).isNull();
  }

  @Test
  void djlsOwnSchemaIsACompletion() {
    Generation generation =
        read(
                false,
                "{\"inputs\": \"a prompt\", \"parameters\": {\"max_new_tokens\": 30, \"top_k\": 5},"
                    + " \"stream\": false}",
                "[{\"generated_text\": \"text\", \"details\": {\"finish_reason\": \"length\","
                    + " \"generated_tokens\": 30}}]")
            .generation();

    assertThat(generation).isNotNull();
    assertThat(generation.operation()).isEqualTo("text_completion");
    assertThat(generation.outputTokens()).isEqualTo(30);
    assertThat(generation.parameters().number(RequestParameters.MAX_TOKENS)).isEqualTo(30);
    assertThat(generation.parameters().number(RequestParameters.TOP_K)).isEqualTo(5);
    assertThat(generation.parameters().stream()).isFalse();
  }

  @Test
  void whatIsNotGeneratedIsNoGeneration() {
    assertThat(read(false, "{\"a\": 1}", "{\"class\": 2}").generation()).isNull();
    assertThat(read(false, "[1, 2]", "[0.1, 0.9]").generation()).isNull();
    assertThat(read(false, "{}", "no json").generation()).isNull();
  }

  @Test
  void rowsAreCountedAndTheFailedOnesToo() {
    Findings found =
        read(
            false,
            "{\"instances\": [{\"a\": 1}, {\"a\": 2}, {\"a\": 3}]}",
            "{\"predictions\": [{\"class\": 1}, {\"code\": 424, \"error\": \"no\"}, {\"error\":"
                + " null}]}");

    assertThat(found.items()).isEqualTo(3);
    assertThat(found.failedItems()).isEqualTo(1);
    assertThat(found.generation()).isNull();
  }

  @Test
  void aRequestThatIsNoJsonAsksForNothing() {
    assertThat(RequestParameters.read("no json".getBytes(UTF_8))).isEqualTo(RequestParameters.NONE);
    assertThat(
            RequestParameters.read("{\"max_tokens\": 5, \"top_p\": ".getBytes(UTF_8))
                .number(RequestParameters.MAX_TOKENS))
        .isEqualTo(5);
  }

  static Findings read(boolean chat, @Nullable String request, String answer) {
    byte[] body = request == null ? null : request.getBytes(UTF_8);
    ResponseReading reading =
        new ResponseReading(
            new RequestReading(
                body, "application/json", null, ReadingSettings.DEFAULTS, chat, true, true, true),
            ResponseFormat.JSON,
            false);
    reading.take(answer.getBytes(UTF_8), 1);
    return reading.end(new ResponseEnd(null, 0, 0, 0));
  }
}

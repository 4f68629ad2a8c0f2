package io.github.djlobservability.content;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.djlobservability.payload.ReadingSettings;
import io.github.djlobservability.payload.stream.EventSplitter;
import io.github.djlobservability.payload.stream.ResponseFormat;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Streamed answers, as they come from vLLM, OpenAI's like, and DJL's own handlers. */
class CompletionStreamTest {
  private static final String ROLE =
      "data:"
          + " {\"choices\":[{\"index\":0,\"delta\":{\"role\":\"assistant\",\"content\":\"\"},\"finish_reason\":null}]}\n\n";
  private static final String STOP =
      "data:"
          + " {\"model\":\"llama\",\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"stop\"}]}\n\n";
  private static final String USAGE =
      "data:"
          + " {\"choices\":[],\"usage\":{\"prompt_tokens\":11,\"completion_tokens\":7,\"total_tokens\":18}}\n\n";
  private static final String DONE = "data: [DONE]\n\n";

  private static final ResponseEnd COMPLETE = new ResponseEnd(null, 5, 1, 100);

  @Test
  void countTheEventsThatBearText() {
    Generation read =
        read(ResponseFormat.EVENTS, ROLE, delta("a"), delta("b"), delta("c"), STOP, DONE);

    assertThat(read.outputTokens()).isEqualTo(3);
    assertThat(read.counted()).isTrue();
    assertThat(read.inputTokens()).isNull();
    assertThat(read.finishReasons()).containsExactly("stop");
    assertThat(read.responseModel()).isEqualTo("llama");
    assertThat(read.error()).isNull();
    // Pieces come at 10, 20, 30, ...; the first bears a role only.
    assertThat(read.firstTokenNanos()).isEqualTo(20);
    assertThat(read.lastTokenNanos()).isEqualTo(40);
  }

  @Test
  void takeTheAnswersWordForItsTokens() {
    Generation read = read(ResponseFormat.EVENTS, ROLE, delta("a"), delta("b"), STOP, USAGE, DONE);

    assertThat(read.inputTokens()).isEqualTo(11);
    assertThat(read.outputTokens()).isEqualTo(7);
    assertThat(read.counted()).isFalse();
    assertThat(read.parts()).isEqualTo(2);
    assertThat(read.secondsPerOutputToken()).isEqualTo((30 - 20) / 1e9 / 6);
    assertThat(read.secondsToFirstToken(5)).isEqualTo(15 / 1e9);
  }

  @Test
  void timeTheTokensOfEachChoiceByThemselves() {
    String both =
        "data: {\"choices\":[{\"index\":0,\"delta\":{\"content\":\"a\"}},"
            + "{\"index\":1,\"delta\":{\"refusal\":\"no\"}}]}\n\n";
    String one =
        "data: {\"choices\":[{\"index\":1,\"delta\":{\"function_call\":{\"name\":\"f\"}}}]}\n\n";
    Generation read = read(ResponseFormat.EVENTS, ROLE, both, one, both, DONE);

    // At 20, 30 and 40: choice 0 has two tokens, choice 1 three.
    assertThat(read.outputTokens()).isEqualTo(5);
    assertThat(read.times().choices()).isEqualTo(2);
    assertThat(read.times().gapNanos()).containsExactlyInAnyOrder(20, 10, 10);
    assertThat(read.secondsPerOutputToken()).isEqualTo(40 / 1e9 / 3);
  }

  @Test
  void takeTheAnswersWordForCachedAndReasoningTokens() {
    Generation read =
        read(
            ResponseFormat.EVENTS,
            delta("a"),
            "data: {\"choices\":[],\"usage\":{\"prompt_tokens\":11,\"completion_tokens\":7,"
                + "\"prompt_tokens_details\":{\"cached_tokens\":8},"
                + "\"completion_tokens_details\":{\"reasoning_tokens\":5}}}\n\n");

    assertThat(read.usage()).isEqualTo(new TokenUsage(11L, 7L, 8L, null, 5L));
  }

  @Test
  void readTheSameHoweverTheyAreCut() {
    long seed = 20_261_124;
    System.out.println("seed " + seed);
    Random random = new Random(seed);
    String stream =
        (ROLE
            + delta("gr\u00fc\u00df \u4f60\u597d \ud83d\ude80")
            + delta("b")
            + ": keep-alive\n\n"
            + "event: message\n"
            + "id: 7\n"
            + "data: {\"choices\":[{\"delta\":\n"
            + "data: {\"content\":\"two lines\"}}]}\n\n"
            + STOP
            + USAGE
            + DONE);
    for (String variant :
        List.of(stream, stream.replace("\n", "\r\n"), stream.replace("\n", "\r"))) {
      byte[] bytes = variant.getBytes(UTF_8);
      for (int run = 0; run < 200; run++) {
        ResponseReading reading = reading(ResponseFormat.EVENTS);
        for (int at = 0; at < bytes.length; ) {
          int to = Math.min(bytes.length, at + 1 + random.nextInt(1 + run));
          reading.take(Arrays.copyOfRange(bytes, at, to), at);
          at = to;
        }
        Generation read = generation(reading, COMPLETE);
        assertThat(read.parts()).isEqualTo(3);
        assertThat(read.outputTokens()).isEqualTo(7);
        assertThat(read.finishReasons()).containsExactly("stop");
        assertThat(read.error()).isNull();
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"token\": {\"id\": 5, \"text\": \"a\", \"log_prob\": -0.1}}",
        "{\"token\": \" tok\", \"i\": 1}",
        "{\"outputs\": [\"a\"]}",
        "{\"choices\": [{\"text\": \"a\", \"finish_reason\": null}]}",
        "{\"choices\": [{\"delta\": {\"tool_calls\": [{\"index\": 0}]}}]}",
        "{\"body\": {\"generation\": \"a\", \"stop_reason\": null}, \"content_type\":"
            + " \"application/jsonlines\"}",
      })
  void takeALineForAToken(String line) {
    Generation read = read(ResponseFormat.JSON_LINES, line + "\n", line + "\r\n", "\n", line);

    assertThat(read.outputTokens()).isEqualTo(3);
    assertThat(read.error()).isNull();
  }

  @Test
  void readDjlsOwnEnding() {
    Generation read =
        read(
            ResponseFormat.JSON_LINES,
            "{\"token\": {\"text\": \"a\"}}\n",
            "{\"token\": {\"text\": \"b\"}, \"generated_text\": \"ab\", \"details\":"
                + " {\"finish_reason\": \"length\", \"generated_tokens\": 2}}\n");

    assertThat(read.outputTokens()).isEqualTo(2);
    assertThat(read.counted()).isFalse();
    assertThat(read.finishReasons()).containsExactly("length");
  }

  @Test
  void readTheThirdPartyFormat() {
    Generation read =
        read(
            ResponseFormat.JSON_LINES,
            "{\"body\": {\"generation\": \"a\", \"prompt_token_count\": 4,"
                + " \"generation_token_count\": 1, \"stop_reason\": null}, \"metering\":"
                + " {\"outputTokenCount\": 1, \"inputTokenCount\": 4}}\n",
            "{\"body\": {\"generation\": \"b\", \"prompt_token_count\": null,"
                + " \"generation_token_count\": 2, \"stop_reason\": \"eos_token\"}, \"metering\":"
                + " {\"outputTokenCount\": 2}}\n");

    assertThat(read.inputTokens()).isEqualTo(4);
    assertThat(read.outputTokens()).isEqualTo(2);
    assertThat(read.finishReasons()).containsExactly("eos_token");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"error": {"message": "no", "code": 503}}                                | 503
          {"error": {"error_code": 400, "error_msg": "no"}}                        | 400
          {"error": "no"}                                                          | stream_error
          {"code": 424, "error": "no"}                                             | 424
          {"code": 424, "message": "Batch inference failed", "properties": {}}     | 424
          {"token": {"text": ""}, "details": {"finish_reason": "error"}}           | stream_error
          requested failure at chunk 3                                             | stream_error
          {"broken": "off                                                          | stream_error
          """)
  void findTheErrorInALine(String line, String error) {
    String token = "{\"token\": {\"text\": \"a\"}}\n";
    assertThat(read(ResponseFormat.JSON_LINES, token, token, line).error()).isEqualTo(error);
    assertThat(read(ResponseFormat.EVENTS, delta("a"), line).error()).isEqualTo(error);
    if (line.startsWith("{") && line.endsWith("}")) {
      String event = "data: " + line + "\n\n";
      assertThat(read(ResponseFormat.EVENTS, delta("a"), event, DONE).error()).isEqualTo(error);
    }
  }

  @Test
  void anErrorsTextIsNoToken() {
    String token = "{\"token\": {\"text\": \"a\"}}\n";
    assertThat(read(ResponseFormat.JSON_LINES, token, token, "boom").outputTokens()).isEqualTo(2);
    assertThat(read(ResponseFormat.JSON_LINES, "boom").error()).isEqualTo("stream_error");
    assertThat(read(ResponseFormat.EVENTS, "event: error\ndata: boom\n\n").error())
        .isEqualTo("stream_error");
  }

  @Test
  void plainTextInEventsIsNoError() {
    Generation read = read(ResponseFormat.EVENTS, "data: hello\n\n", "data: world\n\n");
    assertThat(read.outputTokens()).isEqualTo(2);
    assertThat(read.error()).isNull();
  }

  @Test
  void aLineTooLongIsCountedAndNotRead() {
    String long1 = delta("x".repeat(EventSplitter.MAX_EVENT));
    Generation read = read(ResponseFormat.EVENTS, delta("a"), long1, delta("b"), STOP, DONE);
    assertThat(read.outputTokens()).isEqualTo(3);
    assertThat(read.finishReasons()).containsExactly("stop");

    String line = "{\"token\": \"" + "y".repeat(2 * EventSplitter.MAX_EVENT) + "\"}\n";
    assertThat(read(ResponseFormat.JSON_LINES, line, line).outputTokens()).isEqualTo(2);
  }

  @Test
  void aPieceThatWasNotKeptLeavesTheChunks() {
    ResponseReading reading = reading(ResponseFormat.EVENTS);
    reading.take(delta("a").getBytes(UTF_8), 10);
    reading.take(null, 20);
    reading.take(USAGE.getBytes(UTF_8), 30);
    Generation read = generation(reading, new ResponseEnd(null, 3, 10, 30));

    assertThat(read.parts()).isEqualTo(3);
    assertThat(read.firstTokenNanos()).isEqualTo(10);
    assertThat(read.lastTokenNanos()).isEqualTo(30);
  }

  @Test
  void whatWasSentUntilTheClientLeftIsCounted() {
    ResponseReading reading = reading(ResponseFormat.EVENTS);
    reading.take((ROLE + delta("a") + delta("b")).getBytes(UTF_8), 10);
    reading.take("data: {\"choices\": [{\"del".getBytes(UTF_8), 20);
    Generation read = generation(reading, new ResponseEnd("client_disconnected", 2, 10, 20));

    assertThat(read.outputTokens()).isEqualTo(2);
    assertThat(read.counted()).isTrue();
    assertThat(read.error()).isEqualTo("client_disconnected");
    assertThat(read.finishReasons()).isEmpty();
  }

  @Test
  void textIsCountedByItsChunks() {
    ResponseReading reading = reading(ResponseFormat.TEXT);
    Generation read = generation(reading, new ResponseEnd(null, 9, 1_000, 9_000));

    assertThat(read.outputTokens()).isEqualTo(9);
    assertThat(read.counted()).isTrue();
    assertThat(read.secondsPerOutputToken()).isEqualTo(1_000 / 1e9);
  }

  private static Generation read(ResponseFormat format, String... pieces) {
    ResponseReading reading = reading(format);
    long nanos = 0;
    for (String piece : pieces) {
      nanos += 10;
      reading.take(piece.getBytes(UTF_8), nanos);
    }
    return generation(reading, new ResponseEnd(null, pieces.length, 10, nanos));
  }

  private static ResponseReading reading(ResponseFormat format) {
    return new ResponseReading(
        new RequestReading(null, null, null, ReadingSettings.DEFAULTS, false, true, false, false),
        format,
        true);
  }

  private static Generation generation(ResponseReading reading, ResponseEnd end) {
    @Nullable Generation generation = reading.end(end).generation();
    assertThat(generation).isNotNull();
    return generation;
  }

  private static String delta(String text) {
    return "data:"
        + " {\"id\":\"1\",\"object\":\"chat.completion.chunk\",\"choices\":[{\"index\":0,\"delta\":{\"content\":\""
        + text
        + "\"},\"finish_reason\":null}]}\n\n";
  }
}

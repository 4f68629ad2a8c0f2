package io.github.djlobservability.telemetry.definition;

import io.opentelemetry.api.common.AttributeKey;
import java.util.List;
import java.util.stream.Stream;

/**
 * The attributes of generated responses, most of them by the semantic conventions for generative
 * AI. These are in development and will change; nothing else writes one down.
 *
 * @see <a href="https://github.com/open-telemetry/semantic-conventions-genai">Semantic conventions
 *     for generative AI</a>
 */
public final class GenAiKeys {
  /** A value of {@link #OPERATION_NAME}. */
  public static final String CHAT = "chat";

  /** A value of {@link #OPERATION_NAME}. */
  public static final String TEXT_COMPLETION = "text_completion";

  /** A value of {@link #OPERATION_NAME}. */
  public static final String EMBEDDINGS = "embeddings";

  /** The value of {@link #PROVIDER_NAME}: the conventions have none for a server of one's own. */
  public static final String PROVIDER = "djl_serving";

  /** A value of {@link #TOKEN_TYPE}. */
  public static final String INPUT = "input";

  /** A value of {@link #TOKEN_TYPE}. */
  public static final String OUTPUT = "output";

  /** The value of {@link #TOKEN_MODALITY}: engines say how many tokens, not of what. */
  public static final String UNKNOWN_MODALITY = "unknown";

  /** A value of {@link #TOKENS_SOURCE}: the response says how many tokens it has. */
  public static final String FROM_USAGE = "usage";

  /** A value of {@link #TOKENS_SOURCE}: the parts of the response are counted as tokens. */
  public static final String FROM_CHUNKS = "chunks";

  @Meaning(
      value =
          "`chat` for `/v1/chat/completions` and requests with `messages`, else"
              + " `text_completion`; `embeddings` for a response with embeddings as OpenAI's",
      on = "SERVER",
      values = {CHAT, TEXT_COMPLETION, EMBEDDINGS})
  public static final AttributeKey<String> OPERATION_NAME =
      AttributeKey.stringKey("gen_ai.operation.name");

  @Meaning(
      value = "who generates",
      on = "SERVER",
      values = {PROVIDER})
  public static final AttributeKey<String> PROVIDER_NAME =
      AttributeKey.stringKey("gen_ai.provider.name");

  @Meaning(
      value =
          "on spans the model as the request's body calls it, else the server's name of it; on"
              + " metrics always the latter",
      on = "SERVER")
  public static final AttributeKey<String> REQUEST_MODEL =
      AttributeKey.stringKey("gen_ai.request.model");

  @Meaning(
      value = "true for a streamed response, or where one was asked for; else absent",
      on = "SERVER")
  public static final AttributeKey<Boolean> REQUEST_STREAM =
      AttributeKey.booleanKey("gen_ai.request.stream");

  @Meaning(value = "`max_tokens`, `max_completion_tokens` or `max_new_tokens`", on = "SERVER")
  public static final AttributeKey<Long> REQUEST_MAX_TOKENS =
      AttributeKey.longKey("gen_ai.request.max_tokens");

  @Meaning(value = "`temperature`", on = "SERVER")
  public static final AttributeKey<Double> REQUEST_TEMPERATURE =
      AttributeKey.doubleKey("gen_ai.request.temperature");

  @Meaning(value = "`top_p`", on = "SERVER")
  public static final AttributeKey<Double> REQUEST_TOP_P =
      AttributeKey.doubleKey("gen_ai.request.top_p");

  @Meaning(value = "`top_k`; with OTEL_SEMCONV_STABILITY_OPT_IN a long", on = "SERVER")
  public static final AttributeKey<Double> REQUEST_TOP_K =
      AttributeKey.doubleKey("gen_ai.request.top_k");

  @Meaning(value = "`frequency_penalty`", on = "SERVER")
  public static final AttributeKey<Double> REQUEST_FREQUENCY_PENALTY =
      AttributeKey.doubleKey("gen_ai.request.frequency_penalty");

  @Meaning(value = "`presence_penalty`", on = "SERVER")
  public static final AttributeKey<Double> REQUEST_PRESENCE_PENALTY =
      AttributeKey.doubleKey("gen_ai.request.presence_penalty");

  @Meaning(value = "`seed`", on = "SERVER")
  public static final AttributeKey<Long> REQUEST_SEED = AttributeKey.longKey("gen_ai.request.seed");

  @Meaning(value = "`n`, where it isn't 1", on = "SERVER")
  public static final AttributeKey<Long> REQUEST_CHOICE_COUNT =
      AttributeKey.longKey("gen_ai.request.choice.count");

  @Meaning(value = "the model as the response calls it", on = "SERVER")
  public static final AttributeKey<String> RESPONSE_MODEL =
      AttributeKey.stringKey("gen_ai.response.model");

  @Meaning(value = "why each generation ended: `stop`, `length`, ...", on = "SERVER")
  public static final AttributeKey<List<String>> RESPONSE_FINISH_REASONS =
      AttributeKey.stringArrayKey("gen_ai.response.finish_reasons");

  @Meaning(value = "tokens of the prompt, where the response tells", on = "SERVER")
  public static final AttributeKey<Long> USAGE_INPUT_TOKENS =
      AttributeKey.longKey("gen_ai.usage.input_tokens");

  @Meaning(
      value = "tokens generated; of a response that was broken off, those that were sent",
      on = "SERVER")
  public static final AttributeKey<Long> USAGE_OUTPUT_TOKENS =
      AttributeKey.longKey("gen_ai.usage.output_tokens");

  @Meaning(
      value = "tokens of the prompt that came from a cache, where the response tells",
      on = "SERVER")
  public static final AttributeKey<Long> USAGE_CACHE_READ_TOKENS =
      AttributeKey.longKey("gen_ai.usage.cache_read.input_tokens");

  @Meaning(
      value =
          "tokens of the prompt that were put into a cache, where the response tells; with"
              + " OTEL_SEMCONV_STABILITY_OPT_IN `gen_ai.usage.cache_write.input_tokens`",
      on = "SERVER")
  public static final AttributeKey<Long> USAGE_CACHE_WRITE_TOKENS =
      AttributeKey.longKey("gen_ai.usage.cache_creation.input_tokens");

  @Meaning(
      value =
          "the newer name of `gen_ai.usage.cache_creation.input_tokens`; with"
              + " OTEL_SEMCONV_STABILITY_OPT_IN alone",
      on = "SERVER")
  public static final AttributeKey<Long> USAGE_CACHE_WRITE_TOKENS_NEWEST =
      AttributeKey.longKey("gen_ai.usage.cache_write.input_tokens");

  @Meaning(value = "tokens of reasoning, where the response tells", on = "SERVER")
  public static final AttributeKey<Long> USAGE_REASONING_TOKENS =
      AttributeKey.longKey("gen_ai.usage.reasoning.output_tokens");

  @Meaning(
      value = "why a generation ended, of the known reasons; `other` for any else",
      values = {
        "stop",
        "length",
        "eos_token",
        "stop_sequence",
        "tool_calls",
        "function_call",
        "content_filter",
        "error",
        "other"
      })
  public static final AttributeKey<String> FINISH_REASON =
      AttributeKey.stringKey("djl.serving.generation.finish_reason");

  @Meaning(
      value =
          "the LoRA adapter that the request's header `X-Amzn-SageMaker-Adapter-Identifier` or its"
              + " body names",
      on = "SERVER")
  public static final AttributeKey<String> ADAPTER = AttributeKey.stringKey("djl.serving.adapter");

  @Meaning(
      value = "which tokens are counted",
      values = {INPUT, OUTPUT})
  public static final AttributeKey<String> TOKEN_TYPE = AttributeKey.stringKey("gen_ai.token.type");

  @Meaning(
      value =
          "what the tokens are of, which the conventions want on their newer counters; no engine"
              + " says so",
      values = {UNKNOWN_MODALITY})
  public static final AttributeKey<String> TOKEN_MODALITY =
      AttributeKey.stringKey("gen_ai.token.modality");

  @Meaning(
      value =
          "`usage`: the response says how many tokens it has; `chunks`: its parts are counted as"
              + " tokens",
      on = "SERVER",
      values = {FROM_USAGE, FROM_CHUNKS})
  public static final AttributeKey<String> TOKENS_SOURCE =
      AttributeKey.stringKey("djl.serving.tokens.source");

  @Meaning(
      value = "seconds from the request's arrival to the first token of a streamed response",
      on = "SERVER")
  public static final AttributeKey<Double> FIRST_TOKEN_TIME =
      AttributeKey.doubleKey("djl.serving.time_to_first_token");

  @Meaning(value = "seconds from one token to the next after the first", on = "SERVER")
  public static final AttributeKey<Double> OUTPUT_TOKEN_TIME =
      AttributeKey.doubleKey("djl.serving.time_per_output_token");

  private GenAiKeys() {}

  /** Returns the attributes of all metrics of generated responses, and more. */
  static List<AttributeKey<?>> generation(AttributeKey<?>... more) {
    return Stream.of(
            Stream.of(OPERATION_NAME, PROVIDER_NAME, REQUEST_MODEL),
            Stream.of(more),
            ModelKeys.model().stream())
        .<AttributeKey<?>>flatMap(keys -> keys)
        .toList();
  }
}

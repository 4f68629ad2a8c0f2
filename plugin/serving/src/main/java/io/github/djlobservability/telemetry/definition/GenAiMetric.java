package io.github.djlobservability.telemetry.definition;

import static io.github.djlobservability.telemetry.definition.Instrument.counter;
import static io.github.djlobservability.telemetry.definition.Instrument.histogram;

import io.github.djlobservability.config.value.MetricLevel;
import io.opentelemetry.api.common.AttributeKey;
import java.util.List;

/**
 * The metrics of generated responses, by the semantic conventions for generative AI. The
 * conventions are in development and will change.
 *
 * @see <a href="https://github.com/open-telemetry/semantic-conventions-genai">Semantic conventions
 *     for generative AI</a>
 */
public enum GenAiMetric implements Metric {
  REQUEST_DURATION(
      MetricLevel.ESSENTIAL,
      "gen_ai.server.request.duration",
      histogram("s", Buckets.GENERATION_SECONDS),
      "Generative AI server request duration such as time-to-last byte or last output"
          + " token. From arrival to the last byte.",
      GenAiKeys.generation(HttpKeys.ERROR_TYPE)),
  TIME_TO_FIRST_TOKEN(
      MetricLevel.ESSENTIAL,
      "gen_ai.server.time_to_first_token",
      histogram("s", Buckets.FIRST_TOKEN_SECONDS),
      "Time to generate first token for successful responses. From the request's arrival; of"
          + " streamed responses. Those whose client left are counted apart, by `error.type`.",
      GenAiKeys.generation(HttpKeys.ERROR_TYPE)),
  TIME_PER_OUTPUT_TOKEN(
      "gen_ai.server.time_per_output_token",
      histogram("s", Buckets.OUTPUT_TOKEN_SECONDS),
      "Time per output token generated after the first token for successful responses. Of"
          + " streamed responses only.",
      GenAiKeys.generation()),
  INTER_TOKEN_LATENCY(
      "djl.serving.generation.inter_token_latency",
      histogram("s", Buckets.INTER_TOKEN_SECONDS),
      "Time from one token of a choice to its next. One value for each part of a streamed response"
          + " that bears tokens; of very long ones the first 8,192.",
      GenAiKeys.generation()),
  FINISHED(
      MetricLevel.ESSENTIAL,
      "djl.serving.generation.finished",
      counter("{generation}"),
      "Generations that ended, by reason. A response with several choices has one for each.",
      GenAiKeys.generation(GenAiKeys.FINISH_REASON)),
  MAX_TOKENS(
      MetricLevel.ALL,
      "djl.serving.generation.max_tokens",
      histogram("{token}", Buckets.TOKENS),
      "Tokens that requests allow to be generated.",
      GenAiKeys.generation()),
  CHOICES(
      MetricLevel.ALL,
      "djl.serving.generation.choices",
      histogram("{choice}", Buckets.BATCH_SIZES),
      "Choices that requests ask for. Those that ask for none are not counted.",
      GenAiKeys.generation()),
  INPUT_TOKENS(
      MetricLevel.ESSENTIAL,
      "gen_ai.client.inference.usage.input_tokens",
      counter("{token}"),
      "Number of input tokens used. With OTEL_SEMCONV_STABILITY_OPT_IN alone; see"
          + " [below](#generative-models).",
      GenAiKeys.generation(GenAiKeys.TOKEN_MODALITY)),
  OUTPUT_TOKENS(
      MetricLevel.ESSENTIAL,
      "gen_ai.client.inference.usage.output_tokens",
      counter("{token}"),
      "Number of output tokens used. With OTEL_SEMCONV_STABILITY_OPT_IN alone.",
      GenAiKeys.generation(GenAiKeys.TOKEN_MODALITY, GenAiKeys.TOKENS_SOURCE)),
  CACHE_READ_TOKENS(
      "gen_ai.client.inference.usage.cache_read.input_tokens",
      counter("{token}"),
      "Number of input tokens that came from a cache. With OTEL_SEMCONV_STABILITY_OPT_IN alone.",
      GenAiKeys.generation(GenAiKeys.TOKEN_MODALITY)),
  CACHE_WRITE_TOKENS(
      "gen_ai.client.inference.usage.cache_write.input_tokens",
      counter("{token}"),
      "Number of input tokens that were put into a cache. With OTEL_SEMCONV_STABILITY_OPT_IN"
          + " alone.",
      GenAiKeys.generation(GenAiKeys.TOKEN_MODALITY)),
  REASONING_TOKENS(
      "gen_ai.client.inference.usage.reasoning.output_tokens",
      counter("{token}"),
      "Number of output tokens used for reasoning. With OTEL_SEMCONV_STABILITY_OPT_IN alone.",
      GenAiKeys.generation(GenAiKeys.TOKEN_MODALITY)),
  OPERATION_INPUT_TOKENS(
      "gen_ai.client.inference.operation.input_tokens",
      histogram("{token}", Buckets.TOKENS),
      "Number of input tokens of a generation. With OTEL_SEMCONV_STABILITY_OPT_IN alone.",
      GenAiKeys.generation(HttpKeys.ERROR_TYPE)),
  OPERATION_OUTPUT_TOKENS(
      "gen_ai.client.inference.operation.output_tokens",
      histogram("{token}", Buckets.TOKENS),
      "Number of output tokens of a generation. With OTEL_SEMCONV_STABILITY_OPT_IN alone.",
      GenAiKeys.generation(HttpKeys.ERROR_TYPE, GenAiKeys.TOKENS_SOURCE)),
  EMBEDDINGS_INPUT_TOKENS(
      "gen_ai.client.embeddings.operation.input_tokens",
      histogram("{token}", Buckets.TOKENS),
      "Number of input tokens of a request for embeddings. With OTEL_SEMCONV_STABILITY_OPT_IN"
          + " alone.",
      GenAiKeys.generation()),
  TOKEN_USAGE(
      MetricLevel.ESSENTIAL,
      "gen_ai.client.token.usage",
      histogram("{token}", Buckets.TOKENS),
      "Number of input and output tokens used. The conventions have it for clients only.",
      GenAiKeys.generation(GenAiKeys.TOKEN_TYPE, GenAiKeys.TOKENS_SOURCE));

  private final Definition definition;

  GenAiMetric(String name, Instrument instrument, String text, List<AttributeKey<?>> attributes) {
    this(MetricLevel.STANDARD, name, instrument, text, attributes);
  }

  GenAiMetric(
      MetricLevel level,
      String name,
      Instrument instrument,
      String text,
      List<AttributeKey<?>> attributes) {
    definition = new Definition(name, instrument, text, attributes, level);
  }

  @Override
  public Definition definition() {
    return definition;
  }
}

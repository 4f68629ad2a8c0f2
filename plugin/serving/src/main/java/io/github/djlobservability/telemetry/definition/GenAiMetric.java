package io.github.djlobservability.telemetry.definition;

import static io.github.djlobservability.telemetry.definition.Instrument.counter;
import static io.github.djlobservability.telemetry.definition.Instrument.histogram;
import static io.github.djlobservability.telemetry.definition.Metric.Definition.essential;
import static io.github.djlobservability.telemetry.definition.Metric.Definition.ofAll;
import static io.github.djlobservability.telemetry.definition.Metric.Definition.standard;

/**
 * The metrics of generated responses, by the semantic conventions for generative AI. The
 * conventions are in development and will change.
 *
 * @see <a href="https://github.com/open-telemetry/semantic-conventions-genai">Semantic conventions
 *     for generative AI</a>
 */
public enum GenAiMetric implements Metric {
  REQUEST_DURATION(
      essential(
          "gen_ai.server.request.duration",
          histogram("s", Buckets.GENERATION_SECONDS),
          "Generative AI server request duration such as time-to-last byte or last output"
              + " token. From arrival to the last byte.",
          GenAiKeys.generation(HttpKeys.ERROR_TYPE))),
  TIME_TO_FIRST_TOKEN(
      essential(
          "gen_ai.server.time_to_first_token",
          histogram("s", Buckets.FIRST_TOKEN_SECONDS),
          "Time to generate first token for successful responses. From the request's arrival; of"
              + " streamed responses. Those whose client left are counted apart, by `error.type`.",
          GenAiKeys.generation(HttpKeys.ERROR_TYPE))),
  TIME_PER_OUTPUT_TOKEN(
      standard(
          "gen_ai.server.time_per_output_token",
          histogram("s", Buckets.OUTPUT_TOKEN_SECONDS),
          "Time per output token generated after the first token for successful responses. Of"
              + " streamed responses only.",
          GenAiKeys.generation())),
  INTER_TOKEN_LATENCY(
      standard(
          "djl.serving.generation.inter_token_latency",
          histogram("s", Buckets.INTER_TOKEN_SECONDS),
          "Time from one token of a choice to its next. One value for each part of a streamed"
              + " response that bears tokens; of very long ones the first 8,192.",
          GenAiKeys.generation())),
  FINISHED(
      essential(
          "djl.serving.generation.finished",
          counter("{generation}"),
          "Generations that ended, by reason. A response with several choices has one for each.",
          GenAiKeys.generation(GenAiKeys.FINISH_REASON))),
  MAX_TOKENS(
      ofAll(
          "djl.serving.generation.max_tokens",
          histogram("{token}", Buckets.TOKENS),
          "Tokens that requests allow to be generated.",
          GenAiKeys.generation())),
  CHOICES(
      ofAll(
          "djl.serving.generation.choices",
          histogram("{choice}", Buckets.BATCH_SIZES),
          "Choices that requests ask for. Those that ask for none are not counted.",
          GenAiKeys.generation())),
  INPUT_TOKENS(
      essential(
          "gen_ai.client.inference.usage.input_tokens",
          counter("{token}"),
          "Number of input tokens used. With OTEL_SEMCONV_STABILITY_OPT_IN alone; see"
              + " [below](#generative-models).",
          GenAiKeys.generation(GenAiKeys.TOKEN_MODALITY))),
  OUTPUT_TOKENS(
      essential(
          "gen_ai.client.inference.usage.output_tokens",
          counter("{token}"),
          "Number of output tokens used. With OTEL_SEMCONV_STABILITY_OPT_IN alone.",
          GenAiKeys.generation(GenAiKeys.TOKEN_MODALITY, GenAiKeys.TOKENS_SOURCE))),
  CACHE_READ_TOKENS(
      standard(
          "gen_ai.client.inference.usage.cache_read.input_tokens",
          counter("{token}"),
          "Number of input tokens that came from a cache. With OTEL_SEMCONV_STABILITY_OPT_IN"
              + " alone.",
          GenAiKeys.generation(GenAiKeys.TOKEN_MODALITY))),
  CACHE_WRITE_TOKENS(
      standard(
          "gen_ai.client.inference.usage.cache_write.input_tokens",
          counter("{token}"),
          "Number of input tokens that were put into a cache. With OTEL_SEMCONV_STABILITY_OPT_IN"
              + " alone.",
          GenAiKeys.generation(GenAiKeys.TOKEN_MODALITY))),
  REASONING_TOKENS(
      standard(
          "gen_ai.client.inference.usage.reasoning.output_tokens",
          counter("{token}"),
          "Number of output tokens used for reasoning. With OTEL_SEMCONV_STABILITY_OPT_IN alone.",
          GenAiKeys.generation(GenAiKeys.TOKEN_MODALITY))),
  OPERATION_INPUT_TOKENS(
      standard(
          "gen_ai.client.inference.operation.input_tokens",
          histogram("{token}", Buckets.TOKENS),
          "Number of input tokens of a generation. With OTEL_SEMCONV_STABILITY_OPT_IN alone.",
          GenAiKeys.generation(HttpKeys.ERROR_TYPE))),
  OPERATION_OUTPUT_TOKENS(
      standard(
          "gen_ai.client.inference.operation.output_tokens",
          histogram("{token}", Buckets.TOKENS),
          "Number of output tokens of a generation. With OTEL_SEMCONV_STABILITY_OPT_IN alone.",
          GenAiKeys.generation(HttpKeys.ERROR_TYPE, GenAiKeys.TOKENS_SOURCE))),
  EMBEDDINGS_INPUT_TOKENS(
      standard(
          "gen_ai.client.embeddings.operation.input_tokens",
          histogram("{token}", Buckets.TOKENS),
          "Number of input tokens of a request for embeddings. With OTEL_SEMCONV_STABILITY_OPT_IN"
              + " alone.",
          GenAiKeys.generation())),
  TOKEN_USAGE(
      essential(
          "gen_ai.client.token.usage",
          histogram("{token}", Buckets.TOKENS),
          "Number of input and output tokens used. The conventions have it for clients only.",
          GenAiKeys.generation(GenAiKeys.TOKEN_TYPE, GenAiKeys.TOKENS_SOURCE)));

  private final Definition definition;

  GenAiMetric(Definition definition) {
    this.definition = definition;
  }

  @Override
  public Definition definition() {
    return definition;
  }
}

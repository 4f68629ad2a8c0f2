package io.github.djlobservability.telemetry.definition;

import static io.github.djlobservability.telemetry.definition.Instrument.histogram;

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
      "gen_ai.server.request.duration",
      histogram("s", Buckets.GENERATION_SECONDS),
      "Generative AI server request duration such as time-to-last byte or last output"
          + " token. From arrival to the last byte.",
      GenAiKeys.generation(HttpKeys.ERROR_TYPE)),
  TIME_TO_FIRST_TOKEN(
      "gen_ai.server.time_to_first_token",
      histogram("s", Buckets.FIRST_TOKEN_SECONDS),
      "Time to generate first token for successful responses. From the request's arrival; of"
          + " streamed responses.",
      GenAiKeys.generation()),
  TIME_PER_OUTPUT_TOKEN(
      "gen_ai.server.time_per_output_token",
      histogram("s", Buckets.OUTPUT_TOKEN_SECONDS),
      "Time per output token generated after the first token for successful responses. Of"
          + " streamed responses only.",
      GenAiKeys.generation()),
  TOKEN_USAGE(
      "gen_ai.client.token.usage",
      histogram("{token}", Buckets.TOKENS),
      "Number of input and output tokens used. The conventions have it for clients only.",
      GenAiKeys.generation(GenAiKeys.TOKEN_TYPE, GenAiKeys.TOKENS_SOURCE));

  private final Definition definition;

  GenAiMetric(String name, Instrument instrument, String text, List<AttributeKey<?>> attributes) {
    definition = new Definition(name, instrument, text, attributes);
  }

  @Override
  public Definition definition() {
    return definition;
  }
}

package io.github.djlobservability.telemetry;

import io.opentelemetry.api.common.AttributeKey;
import java.util.List;

/**
 * The names of the semantic conventions for generative AI that the plugin emits. They are in
 * development and will change; nothing else writes one down.
 *
 * @see <a href="https://github.com/open-telemetry/semantic-conventions-genai">Semantic conventions
 *     for generative AI</a>
 */
public final class GenAi {
  public static final AttributeKey<String> OPERATION_NAME =
      AttributeKey.stringKey("gen_ai.operation.name");
  public static final AttributeKey<String> PROVIDER_NAME =
      AttributeKey.stringKey("gen_ai.provider.name");
  public static final AttributeKey<String> REQUEST_MODEL =
      AttributeKey.stringKey("gen_ai.request.model");
  public static final AttributeKey<Boolean> REQUEST_STREAM =
      AttributeKey.booleanKey("gen_ai.request.stream");
  public static final AttributeKey<Long> REQUEST_MAX_TOKENS =
      AttributeKey.longKey("gen_ai.request.max_tokens");
  public static final AttributeKey<Double> REQUEST_TEMPERATURE =
      AttributeKey.doubleKey("gen_ai.request.temperature");
  public static final AttributeKey<Double> REQUEST_TOP_P =
      AttributeKey.doubleKey("gen_ai.request.top_p");
  public static final AttributeKey<Double> REQUEST_TOP_K =
      AttributeKey.doubleKey("gen_ai.request.top_k");
  public static final AttributeKey<Double> REQUEST_FREQUENCY_PENALTY =
      AttributeKey.doubleKey("gen_ai.request.frequency_penalty");
  public static final AttributeKey<Double> REQUEST_PRESENCE_PENALTY =
      AttributeKey.doubleKey("gen_ai.request.presence_penalty");
  public static final AttributeKey<Long> REQUEST_SEED = AttributeKey.longKey("gen_ai.request.seed");
  public static final AttributeKey<Long> REQUEST_CHOICE_COUNT =
      AttributeKey.longKey("gen_ai.request.choice.count");
  public static final AttributeKey<String> RESPONSE_MODEL =
      AttributeKey.stringKey("gen_ai.response.model");
  public static final AttributeKey<List<String>> RESPONSE_FINISH_REASONS =
      AttributeKey.stringArrayKey("gen_ai.response.finish_reasons");
  public static final AttributeKey<Long> USAGE_INPUT_TOKENS =
      AttributeKey.longKey("gen_ai.usage.input_tokens");
  public static final AttributeKey<Long> USAGE_OUTPUT_TOKENS =
      AttributeKey.longKey("gen_ai.usage.output_tokens");
  public static final AttributeKey<String> TOKEN_TYPE = AttributeKey.stringKey("gen_ai.token.type");

  /** A value of {@link #OPERATION_NAME}. */
  public static final String CHAT = "chat";

  /** A value of {@link #OPERATION_NAME}. */
  public static final String TEXT_COMPLETION = "text_completion";

  /** The value of {@link #PROVIDER_NAME}: the conventions have none for a server of one's own. */
  public static final String PROVIDER = "djl_serving";

  /** A value of {@link #TOKEN_TYPE}. */
  public static final String INPUT = "input";

  /** A value of {@link #TOKEN_TYPE}. */
  public static final String OUTPUT = "output";

  static final List<AttributeKey<?>> ATTRIBUTES =
      List.of(
          OPERATION_NAME,
          PROVIDER_NAME,
          REQUEST_MODEL,
          REQUEST_STREAM,
          REQUEST_MAX_TOKENS,
          REQUEST_TEMPERATURE,
          REQUEST_TOP_P,
          REQUEST_TOP_K,
          REQUEST_FREQUENCY_PENALTY,
          REQUEST_PRESENCE_PENALTY,
          REQUEST_SEED,
          REQUEST_CHOICE_COUNT,
          RESPONSE_MODEL,
          RESPONSE_FINISH_REASONS,
          USAGE_INPUT_TOKENS,
          USAGE_OUTPUT_TOKENS,
          TOKEN_TYPE);

  static final List<Double> DURATION_BOUNDS =
      List.of(.01, .02, .04, .08, .16, .32, .64, 1.28, 2.56, 5.12, 10.24, 20.48, 40.96, 81.92);

  static final List<Double> FIRST_TOKEN_BOUNDS =
      List.of(.001, .005, .01, .02, .04, .06, .08, .1, .25, .5, .75, 1d, 2.5, 5d, 7.5, 10d);

  static final List<Double> OUTPUT_TOKEN_BOUNDS =
      List.of(.01, .025, .05, .075, .1, .15, .2, .3, .4, .5, .75, 1d, 2.5);

  /** Powers of four. */
  static final List<Double> TOKEN_BOUNDS =
      List.of(
          1d, 4d, 16d, 64d, 256d, 1024d, 4096d, 16384d, 65536d, 262144d, 1048576d, 4194304d,
          16777216d, 67108864d);

  static final Catalogue.Metric REQUEST_DURATION =
      new Catalogue.Metric(
          "gen_ai.server.request.duration",
          "histogram",
          "s",
          "Generative AI server request duration such as time-to-last byte or last output token.");
  static final Catalogue.Metric TIME_TO_FIRST_TOKEN =
      new Catalogue.Metric(
          "gen_ai.server.time_to_first_token",
          "histogram",
          "s",
          "Time to generate first token for successful responses.");
  static final Catalogue.Metric TIME_PER_OUTPUT_TOKEN =
      new Catalogue.Metric(
          "gen_ai.server.time_per_output_token",
          "histogram",
          "s",
          "Time per output token generated after the first token for successful responses.");
  static final Catalogue.Metric TOKEN_USAGE =
      new Catalogue.Metric(
          "gen_ai.client.token.usage",
          "histogram",
          "{token}",
          "Number of input and output tokens used.");

  static final List<Catalogue.Metric> METRICS =
      List.of(REQUEST_DURATION, TIME_TO_FIRST_TOKEN, TIME_PER_OUTPUT_TOKEN, TOKEN_USAGE);

  private GenAi() {}
}

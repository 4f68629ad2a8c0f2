package io.github.djlobservability.content;

import com.google.gson.JsonObject;
import org.jspecify.annotations.Nullable;

/**
 * What a response itself says of its tokens.
 *
 * @param input tokens of the prompt; null when it doesn't say
 * @param output tokens generated; null when it doesn't say
 */
record TokenUsage(@Nullable Long input, @Nullable Long output) {
  static final TokenUsage UNKNOWN = new TokenUsage(null, null);

  /** Returns these, with what a later part of the response says. */
  TokenUsage updatedBy(TokenUsage later) {
    return new TokenUsage(
        later.input != null ? later.input : input, later.output != null ? later.output : output);
  }

  /**
   * Reads what a document says: {@code usage} as OpenAI's, {@code metering} and counts in {@code
   * body} as of DJL's third-party format, {@code details} as of DJL's own.
   */
  static TokenUsage of(JsonObject document) {
    TokenUsage usage = UNKNOWN;
    JsonObject details = JsonMembers.object(document, "details");
    if (details != null) {
      usage = new TokenUsage(null, JsonMembers.count(details, "generated_tokens"));
    }
    JsonObject body = JsonMembers.object(document, "body");
    if (body != null) {
      usage = usage.updatedBy(named(body, "prompt_token_count", "generation_token_count"));
    }
    JsonObject metering = JsonMembers.object(document, "metering");
    if (metering != null) {
      usage = usage.updatedBy(named(metering, "inputTokenCount", "outputTokenCount"));
    }
    JsonObject openAi = JsonMembers.object(document, "usage");
    if (openAi != null) {
      usage = usage.updatedBy(named(openAi, "input_tokens", "output_tokens"));
      usage = usage.updatedBy(named(openAi, "prompt_tokens", "completion_tokens"));
    }
    return usage;
  }

  private static TokenUsage named(JsonObject parent, String input, String output) {
    return new TokenUsage(JsonMembers.count(parent, input), JsonMembers.count(parent, output));
  }
}

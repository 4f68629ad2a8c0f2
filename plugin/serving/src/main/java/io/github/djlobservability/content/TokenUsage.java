package io.github.djlobservability.content;

import com.google.gson.JsonObject;
import org.jspecify.annotations.Nullable;

/**
 * Counts tokens as a response itself does.
 *
 * @param input tokens of the prompt; null when it doesn't say
 * @param output tokens generated; null when it doesn't say
 * @param cacheRead tokens of the prompt that came from a cache; null when it doesn't say
 * @param cacheWrite tokens of the prompt that were put into a cache; null when it doesn't say
 * @param reasoning tokens generated that are not part of what is read; null when it doesn't say
 */
public record TokenUsage(
    @Nullable Long input,
    @Nullable Long output,
    @Nullable Long cacheRead,
    @Nullable Long cacheWrite,
    @Nullable Long reasoning) {
  static final TokenUsage UNKNOWN = of(null, null);

  private static TokenUsage of(@Nullable Long input, @Nullable Long output) {
    return new TokenUsage(input, output, null, null, null);
  }

  /** Returns these, with what a later part of the response says. */
  TokenUsage updatedBy(TokenUsage later) {
    return new TokenUsage(
        newer(later.input, input),
        newer(later.output, output),
        newer(later.cacheRead, cacheRead),
        newer(later.cacheWrite, cacheWrite),
        newer(later.reasoning, reasoning));
  }

  private static @Nullable Long newer(@Nullable Long later, @Nullable Long before) {
    return later != null ? later : before;
  }

  /**
   * Reads what a document says: {@code usage} as OpenAI's, {@code metering} and counts in {@code
   * body} as of DJL's third-party format, {@code details} as of DJL's own.
   */
  static TokenUsage of(JsonObject document) {
    TokenUsage usage = UNKNOWN;
    JsonObject details = JsonMembers.object(document, "details");
    if (details != null) {
      usage = of(null, JsonMembers.count(details, "generated_tokens"));
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
      usage = usage.updatedBy(details(openAi));
    }
    return usage;
  }

  private static TokenUsage named(JsonObject parent, String input, String output) {
    return of(JsonMembers.count(parent, input), JsonMembers.count(parent, output));
  }

  /** As OpenAI's chats and responses write it, and Anthropic's. */
  private static TokenUsage details(JsonObject usage) {
    Long cacheRead = JsonMembers.count(usage, "cache_read_input_tokens");
    Long reasoning = null;
    for (String of : new String[] {"prompt_tokens_details", "input_tokens_details"}) {
      JsonObject input = JsonMembers.object(usage, of);
      cacheRead = input == null ? cacheRead : JsonMembers.count(input, "cached_tokens");
    }
    for (String of : new String[] {"completion_tokens_details", "output_tokens_details"}) {
      JsonObject output = JsonMembers.object(usage, of);
      reasoning = output == null ? reasoning : JsonMembers.count(output, "reasoning_tokens");
    }
    Long cacheWrite = JsonMembers.count(usage, "cache_creation_input_tokens");
    return new TokenUsage(null, null, cacheRead, cacheWrite, reasoning);
  }
}

package io.github.djlobservability.content;

import java.util.Arrays;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Says which of the names that changed in the conventions for generative AI are used, by the
 * conventions' own opt-in.
 *
 * @param oldNames whether tokens are a histogram, {@code gen_ai.client.token.usage}, and {@code
 *     cache_creation} tokens of spans
 * @param newNames whether tokens are counters, {@code gen_ai.client.inference.usage.*}, and {@code
 *     cache_write} tokens of spans
 */
public record GenAiConventions(boolean oldNames, boolean newNames) {
  private static final String OPT_IN = "OTEL_SEMCONV_STABILITY_OPT_IN";
  private static final String NEWEST = "gen_ai_latest_experimental";
  private static final String BOTH = NEWEST + "/dup";

  /** Reads the opt-in from the environment. */
  public static GenAiConventions of(Map<String, String> environment) {
    @Nullable String optIn = environment.get(OPT_IN);
    var chosen = optIn == null ? Arrays.<String>asList() : Arrays.asList(optIn.split("\\s*,\\s*"));
    boolean newest = chosen.contains(NEWEST);
    boolean both = chosen.contains(BOTH);
    return new GenAiConventions(!newest || both, newest || both);
  }
}

package io.github.djlobservability.content;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Holds the figures of a request to a generative model, without any of its text.
 *
 * @param operation {@code gen_ai.operation.name}
 * @param streamed whether the response came in parts
 * @param usage what the response itself says of its tokens
 * @param outputTokens tokens generated; null when they can't be told
 * @param counted whether the output tokens are the parts of the response, rather than what it says
 *     itself
 * @param finishReasons as the response gives them
 * @param responseModel the model as the response calls it; null when it names none
 * @param firstTokenNanos when the first token had come, as {@link System#nanoTime()}; meaningless
 *     when parts is 0
 * @param lastTokenNanos when the last one had
 * @param parts how many parts bore tokens; 0 for a response in one piece
 * @param times when the tokens of each choice came
 * @param error {@code error.type}; null when there was none
 */
public record Generation(
    String operation,
    RequestParameters parameters,
    boolean streamed,
    TokenUsage usage,
    @Nullable Long outputTokens,
    boolean counted,
    List<String> finishReasons,
    @Nullable String responseModel,
    long firstTokenNanos,
    long lastTokenNanos,
    long parts,
    TokenTimes times,
    @Nullable String error) {

  /** Returns tokens of the prompt; null when nobody says. */
  @Nullable Long inputTokens() {
    return usage.input();
  }

  /**
   * Returns seconds from one token of a choice to its next; null when fewer than two came apart.
   * Where several tokens come in one part, their number is what counts.
   */
  @Nullable Double secondsPerOutputToken() {
    boolean apart = streamed && parts > 1 && lastTokenNanos > firstTokenNanos;
    if (!apart || outputTokens == null) {
      return null;
    }
    int choices = Math.max(1, times.choices());
    long between = outputTokens - choices;
    long nanos = choices == 1 ? lastTokenNanos - firstTokenNanos : times.sumNanos();
    return between < 1 || nanos <= 0 ? null : nanos / 1e9 / between;
  }

  /** Returns seconds to the first token; null when none came by itself. */
  @Nullable Double secondsToFirstToken(long arrivalNanos) {
    return !streamed || parts == 0 ? null : (firstTokenNanos - arrivalNanos) / 1e9;
  }
}

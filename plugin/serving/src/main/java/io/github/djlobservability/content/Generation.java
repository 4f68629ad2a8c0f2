package io.github.djlobservability.content;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What became of a request to a generative model, without any of its text.
 *
 * @param chat a chat; otherwise a completion
 * @param streamed whether the response came in parts
 * @param inputTokens tokens of the prompt; null when nobody says
 * @param outputTokens tokens generated; null when they can't be told
 * @param counted whether the output tokens are the parts of the response, rather than what it says
 *     itself
 * @param finishReasons as the response gives them
 * @param responseModel the model as the response calls it; null when it names none
 * @param firstTokenNanos when the first token had come, as {@link System#nanoTime()}; meaningless
 *     when parts is 0
 * @param lastTokenNanos when the last one had
 * @param parts how many parts bore tokens; 0 for a response in one piece
 * @param error {@code error.type}; null when there was none
 */
public record Generation(
    boolean chat,
    RequestParameters parameters,
    boolean streamed,
    @Nullable Long inputTokens,
    @Nullable Long outputTokens,
    boolean counted,
    List<String> finishReasons,
    @Nullable String responseModel,
    long firstTokenNanos,
    long lastTokenNanos,
    long parts,
    @Nullable String error) {

  /**
   * Returns seconds from one token to the next after the first; null when fewer than two came
   * apart.
   */
  @Nullable Double secondsPerOutputToken() {
    boolean apart = streamed && parts > 1 && lastTokenNanos > firstTokenNanos;
    if (!apart || outputTokens == null || outputTokens < 2) {
      return null;
    }
    return (lastTokenNanos - firstTokenNanos) / 1e9 / (outputTokens - 1);
  }

  /** Returns seconds to the first token; null when none came by itself. */
  @Nullable Double secondsToFirstToken(long arrivalNanos) {
    return !streamed || parts == 0 ? null : (firstTokenNanos - arrivalNanos) / 1e9;
  }
}

package io.github.djlobservability.content;

import org.jspecify.annotations.Nullable;

/**
 * Holds the figures of a request and its response.
 *
 * @param generation null when nothing was generated
 * @param items rows of the request; 0 when they can't be told
 * @param failedItems elements of the response that report an error of their own
 * @param error {@code error.type} that the response itself reports; null when it reports none
 */
public record Findings(
    @Nullable Generation generation, long items, long failedItems, @Nullable String error) {

  /** Nothing was looked for, or found. */
  public static final Findings NONE = new Findings(null, 0, 0, null);
}

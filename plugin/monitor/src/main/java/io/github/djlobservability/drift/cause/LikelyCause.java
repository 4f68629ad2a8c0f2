package io.github.djlobservability.drift.cause;

import java.util.List;

/**
 * The cause that a change looks like.
 *
 * @param evidence what speaks for it, in words with figures; empty where it is unclear
 */
public record LikelyCause(Cause cause, List<String> evidence) {

  /** Copies the evidence. */
  public LikelyCause {
    evidence = List.copyOf(evidence);
  }

  /** Returns it as one part of a sentence: {@code noise: snr_db -8.1 sd}. */
  public String sentence() {
    return evidence.isEmpty() ? cause.words() : cause.words() + ": " + String.join(", ", evidence);
  }
}

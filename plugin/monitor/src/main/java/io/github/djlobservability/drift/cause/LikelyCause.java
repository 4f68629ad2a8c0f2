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

  /** Returns whether a sentence of one says that values are not what was meant. */
  public static boolean isFault(String sentence) {
    return sentence.startsWith(new LikelyCause(Cause.EMPTY, List.of()).brief());
  }

  /** Returns it without what speaks for it; empty where it is unclear. */
  public String brief() {
    return cause == Cause.UNCLEAR ? "" : "looks like " + cause.words();
  }

  /** Returns it as a part of a sentence: {@code looks like noise (snr_db -8.1 sd)}. */
  public String sentence() {
    return cause == Cause.UNCLEAR
        ? "the cause is unclear"
        : brief() + " (" + String.join(", ", evidence) + ")";
  }
}

package io.github.djlobservability.payload.text;

import io.github.djlobservability.payload.Aspect;
import java.util.Arrays;

/**
 * Holds the statistics of a text: never its words.
 *
 * <p>A token is a run of letters, marks and digits, lower-cased; each ideograph, which stands in no
 * run, is one of its own. Only the first {@value #MAX_HASHES} different tokens are hashed, so a
 * text costs at most 256 bytes however long it is. Immutable.
 */
public final class TextStatistics {

  /** How many different tokens of a text are hashed at most. */
  public static final int MAX_HASHES = 64;

  private final int length;
  private final int tokens;
  private final String script;
  private final int[] tokenHashes;
  private final double outOfVocabulary;

  private TextStatistics(
      int length, int tokens, String script, int[] tokenHashes, double outOfVocabulary) {
    this.length = length;
    this.tokens = tokens;
    this.script = script;
    this.tokenHashes = tokenHashes;
    this.outOfVocabulary = outOfVocabulary;
  }

  /** Computes the statistics of a text, with no vocabulary at hand yet. */
  public static TextStatistics of(String text) {
    return TextScanner.scan(text);
  }

  /** From its parts; the hashes are kept, not copied. */
  public static TextStatistics restore(int length, int tokens, String script, int[] tokenHashes) {
    return new TextStatistics(length, tokens, script, tokenHashes, Double.NaN);
  }

  /** Returns the same, with the share of tokens that a vocabulary lacks. */
  public TextStatistics withOutOfVocabulary(double share) {
    return new TextStatistics(length, tokens, script, tokenHashes, share);
  }

  /** Characters (code points). */
  public int length() {
    return length;
  }

  /** Tokens, repeated ones included. */
  public int tokens() {
    return tokens;
  }

  /**
   * Returns the script of most letters as Unicode names it, in lower case; {@code "none"} without
   * letters.
   */
  public String script() {
    return script;
  }

  /** Share of the hashed tokens that the reference's vocabulary lacks; NaN without either. */
  public double outOfVocabulary() {
    return outOfVocabulary;
  }

  /** Hashes of the first different tokens, for reading only. */
  public int[] tokenHashes() {
    return tokenHashes;
  }

  /** Returns the figure of a numeric aspect that a text has; NaN for any other. */
  public double get(Aspect aspect) {
    return switch (aspect) {
      case LENGTH -> length;
      case TOKENS -> tokens;
      case OUT_OF_VOCABULARY -> outOfVocabulary;
      default -> Double.NaN;
    };
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof TextStatistics text
        && length == text.length
        && tokens == text.tokens
        && script.equals(text.script)
        && Arrays.equals(tokenHashes, text.tokenHashes)
        && Double.compare(outOfVocabulary, text.outOfVocabulary) == 0;
  }

  @Override
  public int hashCode() {
    return 31 * (31 * length + tokens) + Arrays.hashCode(tokenHashes);
  }

  @Override
  public String toString() {
    return "text of " + length + " characters, " + tokens + " tokens, " + script;
  }
}

package io.github.djlobservability.payload.text;

import io.github.djlobservability.payload.Aspect;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Holds the statistics of a text: never its words, but for the beginning of one of which a
 * reference is still to be made.
 *
 * <p>A token is a run of letters, marks and digits, lower-cased; each ideograph, which stands in no
 * run, is one of its own. Only the first {@value #MAX_HASHES} different tokens are hashed, so a
 * text costs at most 330 bytes however long it is, and 1,100 with its beginning. Immutable.
 */
public final class TextStatistics {

  /** How many different tokens of a text are hashed at most. */
  public static final int MAX_HASHES = 64;

  /** Texts are compared with a model of characters, and their words looked at, up to here. */
  static final int MAX_CONTENT = 512;

  private final Counted counted;
  private final int[] tokenHashes;
  private final double outOfVocabulary;
  private final float @Nullable [] figures;
  private final @Nullable String content;

  /**
   * @param length characters
   * @param tokens words
   * @param script of most letters
   */
  record Counted(int length, int tokens, String script) {}

  TextStatistics(
      Counted counted,
      int[] tokenHashes,
      double outOfVocabulary,
      float @Nullable [] figures,
      @Nullable String content) {
    this.counted = counted;
    this.tokenHashes = tokenHashes;
    this.outOfVocabulary = outOfVocabulary;
    this.figures = figures;
    this.content = content;
  }

  /** Computes the statistics of a text, with no reference at hand yet. */
  public static TextStatistics of(String text) {
    return TextScanner.scan(text);
  }

  static String beginning(String text) {
    if (text.length() <= MAX_CONTENT) {
      return text;
    }
    boolean splits = Character.isHighSurrogate(text.charAt(MAX_CONTENT - 1));
    return text.substring(0, splits ? MAX_CONTENT - 1 : MAX_CONTENT);
  }

  /** From its parts, without figures beyond those; the hashes are kept, not copied. */
  public static TextStatistics restore(int length, int tokens, String script, int[] tokenHashes) {
    Counted counted = new Counted(length, tokens, script);
    return new TextStatistics(counted, tokenHashes, Double.NaN, null, null);
  }

  /** Returns the same, with the share of tokens that a vocabulary lacks. */
  public TextStatistics withOutOfVocabulary(double share) {
    return new TextStatistics(counted, tokenHashes, share, figures, content);
  }

  /** Returns the same with a figure; of one that has none the others are NaN. */
  public TextStatistics with(TextFigure figure, double value) {
    float[] changed = figures == null ? new float[TextFigure.KEPT] : figures.clone();
    if (figures == null) {
      Arrays.fill(changed, Float.NaN);
    }
    changed[figure.place()] = (float) value;
    return new TextStatistics(counted, tokenHashes, outOfVocabulary, changed, content);
  }

  /** Returns the same without the figures by which it was compared with a reference. */
  public TextStatistics unmodelled() {
    return figures == null
        ? this
        : with(TextFigure.CROSS_ENTROPY, Double.NaN).with(TextFigure.MISSPELT, Double.NaN);
  }

  /** Returns the same without anything that was written in it. */
  public TextStatistics withoutContent() {
    return content == null
        ? this
        : new TextStatistics(counted, tokenHashes, outOfVocabulary, figures, null);
  }

  /** Returns its beginning; null where it is gone. */
  @Nullable String content() {
    return content;
  }

  /** Characters (code points). */
  public int length() {
    return counted.length();
  }

  /** Tokens, repeated ones included. */
  public int tokens() {
    return counted.tokens();
  }

  /**
   * Returns the script of most letters as Unicode names it, in lower case; {@code "none"} without
   * letters.
   */
  public String script() {
    return counted.script();
  }

  /** Share of the hashed tokens that the reference's vocabulary lacks; NaN without either. */
  public double outOfVocabulary() {
    return outOfVocabulary;
  }

  /** Hashes of the first different tokens, for reading only. */
  public int[] tokenHashes() {
    return tokenHashes;
  }

  /** Returns a figure that is no series; NaN where the text has none of it. */
  public double figure(TextFigure figure) {
    return figures == null ? Double.NaN : figures[figure.place()];
  }

  /** Returns whether it has any such figure. */
  public boolean hasFigures() {
    return figures != null;
  }

  /** Returns the figure of a numeric aspect that a text has; NaN for any other. */
  public double get(Aspect aspect) {
    return switch (aspect) {
      case LENGTH -> counted.length();
      case TOKENS -> counted.tokens();
      case OUT_OF_VOCABULARY -> outOfVocabulary;
      default -> Double.NaN;
    };
  }

  /** Estimates, from above, how many bytes of the heap it holds. */
  public long heldBytes() {
    return 200L
        + (long) Integer.BYTES * tokenHashes.length
        + (long) Float.BYTES * TextFigure.KEPT
        + (content == null ? 0 : 60 + 2L * content.length());
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof TextStatistics text
        && counted.equals(text.counted)
        && Arrays.equals(tokenHashes, text.tokenHashes)
        && Double.compare(outOfVocabulary, text.outOfVocabulary) == 0
        && Arrays.equals(figures, text.figures);
  }

  @Override
  public int hashCode() {
    return 31 * counted.hashCode() + Arrays.hashCode(tokenHashes);
  }

  @Override
  public String toString() {
    return "text of " + length() + " characters, " + tokens() + " tokens, " + script();
  }
}

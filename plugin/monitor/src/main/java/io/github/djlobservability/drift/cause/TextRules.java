package io.github.djlobservability.drift.cause;

import io.github.djlobservability.payload.text.TextFigure;
import java.util.ArrayList;
import java.util.List;

/**
 * Tells by a few rules what a change of texts looks like; docs/text.md has them as a table, in this
 * order. The rules are over effects: differences of means in standard deviations of single texts.
 * Stateless.
 */
final class TextRules {
  /** Smaller effects are no change, however many texts there are. */
  private static final double LEAST = 0.25;

  /** The effect of a figure counts from this multiple of its standard error on. */
  private static final double ERRORS = 2;

  /** Another script is at work from this share of letters, or of texts, on. */
  private static final double SCRIPT = 0.2;

  private static final double OF_TEXTS = 0.5;

  private static final double ALL_CAPITALS = 0.5;

  /** There are hardly any capitals below this share of the usual ones. */
  private static final double FEW_CAPITALS = 0.1;

  /** Fewer tell nothing about small shares. */
  private static final int TEXTS_OF_CAPITALS = 8;

  /** The language is another where more of the words that would be known are unknown. */
  private static final double OTHER_LANGUAGE = 0.55;

  /** The language is the same where fewer are. */
  private static final double SAME_LANGUAGE = 0.5;

  /** Words are misspelt where this share of the newly unknown ones is near a known one. */
  private static final double NEAR = 0.45;

  private static final double NOT_NEAR = 0.3;
  private static final double LONGER = 0.7;

  private TextRules() {}

  /**
   * Tells the cause.
   *
   * @param figure that the verdict is on, without the field's name
   * @param effects of the texts since the onset
   * @param count how many texts there are
   */
  static LikelyCause of(String figure, Effects effects, int count) {
    double least = Math.max(LEAST, ERRORS / Math.sqrt(count));
    if (more(effects, TextFigure.OTHER_SCRIPT) > SCRIPT
        || effects.unusual(TextFigure.SCRIPT) > OF_TEXTS) {
      return new LikelyCause(Cause.SCRIPT, List.of("letters of another script"));
    }
    if (isOfCapitals(effects, count)) {
      return cause(Cause.CAPITALS, effects, TextFigure.CAPITALS);
    }
    double unknown = more(effects, TextFigure.OUT_OF_VOCABULARY);
    double lost = unknown / Math.max(LEAST, 1 - effects.usual(TextFigure.OUT_OF_VOCABULARY));
    if (lost > OTHER_LANGUAGE && effects.of(TextFigure.CROSS_ENTROPY) > least) {
      return cause(Cause.LANGUAGE, effects, TextFigure.OUT_OF_VOCABULARY, TextFigure.CROSS_ENTROPY);
    }
    double near = more(effects, TextFigure.MISSPELT);
    if (near > NEAR * unknown && effects.of(TextFigure.MISSPELT) > least) {
      return cause(Cause.TYPING, effects, TextFigure.MISSPELT, TextFigure.CROSS_ENTROPY);
    }
    if (isOfLength(figure, effects, least)) {
      return cause(Cause.LENGTH, effects, TextFigure.TOKENS, TextFigure.LENGTH);
    }
    boolean words = effects.of(TextFigure.OUT_OF_VOCABULARY) > least;
    if (words && near < NOT_NEAR * unknown && lost < SAME_LANGUAGE) {
      return cause(
          Cause.VOCABULARY, effects, TextFigure.OUT_OF_VOCABULARY, TextFigure.CROSS_ENTROPY);
    }
    return new LikelyCause(Cause.UNCLEAR, List.of());
  }

  /** The models of words and of characters don't see capitals. */
  private static boolean isOfCapitals(Effects effects, int count) {
    double usual = effects.usual(TextFigure.CAPITALS);
    double mean = effects.mean(TextFigure.CAPITALS);
    boolean few = mean < FEW_CAPITALS * usual && count >= TEXTS_OF_CAPITALS;
    return (mean > ALL_CAPITALS && usual < ALL_CAPITALS) || few;
  }

  /** A verdict on the length, where the words and characters have moved less. */
  private static boolean isOfLength(String figure, Effects effects, double least) {
    boolean length =
        figure.equals(TextFigure.LENGTH.label()) || figure.equals(TextFigure.TOKENS.label());
    double effect = Math.abs(effects.of(TextFigure.TOKENS));
    return length
        && effect > Math.max(LONGER, least)
        && effect > Math.abs(effects.of(TextFigure.OUT_OF_VOCABULARY))
        && effect > Math.abs(effects.of(TextFigure.CROSS_ENTROPY));
  }

  private static double more(Effects effects, TextFigure figure) {
    return effects.mean(figure) - effects.usual(figure);
  }

  private static LikelyCause cause(Cause cause, Effects effects, TextFigure... figures) {
    List<String> evidence = new ArrayList<>();
    for (TextFigure figure : figures) {
      evidence.add(effects.shown(figure));
    }
    return new LikelyCause(cause, evidence);
  }
}

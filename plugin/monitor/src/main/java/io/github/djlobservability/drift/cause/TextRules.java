package io.github.djlobservability.drift.cause;

import io.github.djlobservability.payload.text.TextFigure;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

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

  /** Texts are empty where this share of them more than usual is. */
  private static final double EMPTY = 0.1;

  /** Another script is at work from this share of letters, or of texts, on. */
  private static final double SCRIPT = 0.2;

  private static final double OF_TEXTS = 0.5;

  private static final double ALL_CAPITALS = 0.5;

  /** There are hardly any capitals below this share of the usual ones. */
  private static final double FEW_CAPITALS = 0.1;

  /** Fewer tell nothing about small shares. */
  private static final int TEXTS_OF_CAPITALS = 8;

  /** The language is another where this share of the frequent words is gone, or more. */
  private static final double OTHER_LANGUAGE = 0.55;

  /** It may be from here on, where as much of them is gone as of all words. */
  private static final double MAYBE_LANGUAGE = 0.4;

  /** Typing errors take less of them. */
  private static final double LEAST_OTHER = 0.3;

  /** It is the same where less of the frequent words is gone than this, or this part of all. */
  private static final double SAME_LANGUAGE = 0.35;

  private static final double OF_ALL = 0.95;

  /** Other words are at work where this share of the known ones is gone, or more. */
  private static final double OTHER_WORDS = 0.18;

  /** Words are misspelt where this share of the newly unknown ones is near a known one. */
  private static final double NEAR = 0.5;

  private static final double NOT_NEAR = 0.4;

  /** Fewer words more than usual that are unknown tell nothing. */
  private static final double LEAST_UNKNOWN = 0.03;

  private static final double LONGER = 0.7;

  private TextRules() {}

  /**
   * Tells the cause.
   *
   * @param effects of the texts since the onset
   * @param count how many texts there are
   */
  static LikelyCause of(Effects effects, int count) {
    double least = Math.max(LEAST, ERRORS / Math.sqrt(count));
    double empty = effects.zero(TextFigure.LENGTH);
    if (empty - effects.usuallyZero(TextFigure.LENGTH) > Math.max(EMPTY, ERRORS / count)) {
      return new LikelyCause(
          Cause.EMPTY,
          List.of(String.format(Locale.ROOT, "%.0f %% of the texts are empty", 100 * empty)));
    }
    if (more(effects, TextFigure.OTHER_SCRIPT) > SCRIPT
        || effects.unusual(TextFigure.SCRIPT) > OF_TEXTS) {
      return new LikelyCause(Cause.SCRIPT, List.of("letters of another script"));
    }
    if (isOfCapitals(effects, count)) {
      return cause(Cause.CAPITALS, effects, TextFigure.CAPITALS);
    }
    if (Math.abs(effects.unusual(TextFigure.LANGUAGE)) > least) {
      return new LikelyCause(Cause.LANGUAGE, List.of("another mix of languages"));
    }
    double lost = lost(effects);
    double commonLost = commonLost(effects);
    boolean words = effects.of(TextFigure.OUT_OF_VOCABULARY) > least;
    boolean language =
        commonLost > OTHER_LANGUAGE || (commonLost > MAYBE_LANGUAGE && commonLost > lost);
    if (words && language && effects.of(TextFigure.CROSS_ENTROPY) > least) {
      return cause(Cause.LANGUAGE, effects, TextFigure.COMMON, TextFigure.CROSS_ENTROPY);
    }
    if (lost < OTHER_WORDS && isOfLength(effects, least)) {
      return cause(Cause.LENGTH, effects, TextFigure.TOKENS, TextFigure.LENGTH);
    }
    double unknown = more(effects, TextFigure.OUT_OF_VOCABULARY);
    double near = more(effects, TextFigure.MISSPELT);
    boolean misspelt = effects.of(TextFigure.MISSPELT) > least && unknown > LEAST_UNKNOWN;
    if (misspelt && near > NEAR * unknown && commonLost < LEAST_OTHER) {
      return cause(Cause.TYPING, effects, TextFigure.MISSPELT, TextFigure.CROSS_ENTROPY);
    }
    boolean same =
        commonLost < SAME_LANGUAGE || (commonLost < OTHER_LANGUAGE && commonLost < OF_ALL * lost);
    if (words && lost > OTHER_WORDS && same && near < NOT_NEAR * unknown) {
      return cause(Cause.VOCABULARY, effects, TextFigure.OUT_OF_VOCABULARY, TextFigure.COMMON);
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

  /** Returns the share of the words that would be known, and are not. */
  private static double lost(Effects effects) {
    double known = 1 - effects.usual(TextFigure.OUT_OF_VOCABULARY);
    return more(effects, TextFigure.OUT_OF_VOCABULARY) / Math.max(LEAST, known);
  }

  /** Returns the share of the frequent words that would be there, and are not. */
  private static double commonLost(Effects effects) {
    double usual = effects.usual(TextFigure.COMMON);
    return usual > 0 ? 1 - effects.mean(TextFigure.COMMON) / usual : 0;
  }

  /** The length has moved more than words and characters have. */
  private static boolean isOfLength(Effects effects, double least) {
    double effect = Math.abs(effects.of(TextFigure.TOKENS));
    return effect > Math.max(LONGER, least)
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

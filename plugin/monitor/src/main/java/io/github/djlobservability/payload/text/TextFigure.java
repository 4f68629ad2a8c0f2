package io.github.djlobservability.payload.text;

import io.github.djlobservability.payload.media.MediaFigure;

/** A figure of a text: its name in features, its unit, and where it is from. */
public enum TextFigure implements MediaFigure {
  LENGTH("length", "characters", "Unicode's code points"),
  TOKENS("tokens", "words", "runs of letters, marks and digits; each ideograph"),
  OUT_OF_VOCABULARY("out_of_vocabulary", "0 to 1", "words that fewer than two of the reference have"),
  SCRIPT("script", "category: latin, cyrillic, ...", "that of most letters"),
  LATIN("latin_share", "0 to 1", "characters but blanks; Unicode's property Script"),
  CYRILLIC("cyrillic_share", "0 to 1", "the same"),
  GREEK("greek_share", "0 to 1", "the same"),
  ARABIC("arabic_share", "0 to 1", "the same"),
  HAN("han_share", "0 to 1", "the same"),
  KANA("kana_share", "0 to 1", "the same: hiragana and katakana"),
  HANGUL("hangul_share", "0 to 1", "the same"),
  DEVANAGARI("devanagari_share", "0 to 1", "the same"),
  OTHER_SCRIPT("other_script_share", "0 to 1", "the same: all scripts that the reference lacks"),
  DIGITS("digit_share", "0 to 1", "characters but blanks that are digits"),
  PUNCTUATION("punctuation_share", "0 to 1", "characters but blanks that are no letters and no digits"),
  CAPITALS("capital_share", "0 to 1", "letters that are capitals, of those that could be"),
  CROSS_ENTROPY(
      "cross_entropy", "bits a character", "three characters' frequencies; Witten and Bell 1991"),
  MISSPELT("misspelt_share", "0 to 1", "unknown words one letter from a known one; Damerau 1964");

  /** How many figures are kept as numbers beside a text's own. */
  static final int KEPT = values().length - LATIN.ordinal();

  private final String label;
  private final String unit;
  private final String source;

  TextFigure(String label, String unit, String source) {
    this.label = label;
    this.unit = unit;
    this.source = source;
  }

  @Override
  public String label() {
    return label;
  }

  @Override
  public String unit() {
    return unit;
  }

  @Override
  public String source() {
    return source;
  }

  /** Returns whether it is one of those that a feature of texts has as a series of its own. */
  public boolean isSeries() {
    return ordinal() < LATIN.ordinal();
  }

  /** Returns whether it is the share of a script. */
  public boolean isScriptShare() {
    return ordinal() >= LATIN.ordinal() && ordinal() <= OTHER_SCRIPT.ordinal();
  }

  /** Returns whether it compares a text with those of the reference. */
  public boolean isModelled() {
    return this == CROSS_ENTROPY || this == MISSPELT;
  }

  /** Its place among those that are kept. */
  int place() {
    return ordinal() - LATIN.ordinal();
  }
}

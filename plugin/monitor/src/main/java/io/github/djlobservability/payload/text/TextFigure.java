package io.github.djlobservability.payload.text;

import io.github.djlobservability.payload.media.MediaFigure;

/** A figure of a text: its name in features, its unit, and where it is from. */
public enum TextFigure implements MediaFigure {
  LENGTH(-1, "length", "characters", "Unicode's code points"),
  TOKENS(-1, "tokens", "words", "runs of letters, marks and digits; each ideograph"),
  OUT_OF_VOCABULARY(
      -1, "out_of_vocabulary", "0 to 1", "words that fewer than two of the reference have"),
  SCRIPT(-1, "script", "category: latin, cyrillic, ...", "that of most letters"),
  LATIN(0, "latin_share", "0 to 1", "characters but blanks; Unicode's property Script"),
  CYRILLIC(1, "cyrillic_share", "0 to 1", "the same"),
  GREEK(2, "greek_share", "0 to 1", "the same"),
  ARABIC(3, "arabic_share", "0 to 1", "the same"),
  HAN(4, "han_share", "0 to 1", "the same"),
  KANA(5, "kana_share", "0 to 1", "the same: hiragana and katakana"),
  HANGUL(6, "hangul_share", "0 to 1", "the same"),
  DEVANAGARI(7, "devanagari_share", "0 to 1", "the same"),
  OTHER_SCRIPT(8, "other_script_share", "0 to 1", "the same: all scripts that the reference lacks"),
  DIGITS(9, "digit_share", "0 to 1", "characters but blanks that are digits"),
  PUNCTUATION(
      10, "punctuation_share", "0 to 1", "characters but blanks that are no letters and no digits"),
  CAPITALS(11, "capital_share", "0 to 1", "letters that are capitals, of those that could be"),
  CROSS_ENTROPY(
      12,
      "cross_entropy",
      "bits a character",
      "three characters' frequencies; Witten and Bell 1991"),
  MISSPELT(
      13, "misspelt_share", "0 to 1", "unknown words one letter from a known one; Damerau 1964"),
  COMMON(
      14, "common_share", "0 to 1", "different words that are of the reference's 50 most frequent"),
  TOKEN_ENTROPY(
      15,
      "token_entropy",
      "bits a token",
      "alternatives that a response tells; Shannon 1948; a lower bound"),
  PERSONAL(
      16, "personal_share", "0 to 1", "characters but blanks that are personal data or a secret"),
  EMAIL(17, "email_share", "0 to 1", "the same, of one kind, where the reference has any"),
  PHONE(18, "phone_share", "0 to 1", "the same"),
  IBAN(19, "iban_share", "0 to 1", "the same"),
  CARD(20, "card_share", "0 to 1", "the same"),
  IP(21, "ip_share", "0 to 1", "the same"),
  DEVICE(22, "device_share", "0 to 1", "the same"),
  NATIONAL_ID(23, "national_id_share", "0 to 1", "the same"),
  SECRET(24, "secret_share", "0 to 1", "the same"),
  LANGUAGE(
      -1,
      "language",
      "category: language 1, ...; other",
      "where the reference has several: by their frequent words");

  /** How many numbers a text has beside its series. */
  static final int KEPT = SECRET.place + 1;

  private final int place;
  private final String label;
  private final String unit;
  private final String source;

  /**
   * @param place among a text's numbers; -1 for one that is none of them
   */
  TextFigure(int place, String label, String unit, String source) {
    this.place = place;
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

  /** Returns whether a text has it as a number, beside its series. */
  public boolean isNumber() {
    return place >= 0;
  }

  /** Returns whether it is the share of a script. */
  public boolean isScriptShare() {
    return place >= LATIN.place && place <= OTHER_SCRIPT.place;
  }

  /** Returns whether it is a share of personal data. */
  public boolean isPersonal() {
    return place >= PERSONAL.place;
  }

  /** Returns whether it is the share of one kind of personal data. */
  public boolean isPersonalKind() {
    return place > PERSONAL.place;
  }

  /** Returns whether it is watched only where a reference has any of it: another has the rest. */
  public boolean isOfKnownKind() {
    return (isScriptShare() && this != OTHER_SCRIPT) || isPersonalKind();
  }

  /** Returns whether it compares a text with those of the reference. */
  public boolean isModelled() {
    return this == CROSS_ENTROPY || this == MISSPELT || this == COMMON;
  }

  /** Returns whether a profile keeps it beside the series; words tell the others again. */
  public boolean isKept() {
    return isNumber() && this != COMMON;
  }

  /** Returns whether it is told by the response that a text came in, and not by the text. */
  boolean isTold() {
    return this == TOKEN_ENTROPY;
  }

  /** Returns its place among a text's numbers. */
  int place() {
    return place;
  }
}

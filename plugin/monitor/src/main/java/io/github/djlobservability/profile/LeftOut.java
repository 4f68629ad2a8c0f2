package io.github.djlobservability.profile;

/** Why a feature cannot be compared with a reference: its values never come again. */
public enum LeftOut {
  /** Whole numbers that count rows or orders. */
  ROW_NUMBER("counts the rows"),
  /** Nearly every value is another one, and it is no number that measures anything. */
  IDENTIFIER("nearly every value is different, as of an id"),
  /** Dates or times. */
  CLOCK("a clock: dates or times"),
  /** Numbers that are written otherwise than the reader was told, so that they are only names. */
  OTHER_STYLE("numbers in another style");

  private final String words;

  LeftOut(String words) {
    this.words = words;
  }

  /** Returns the reason in words that follow a feature's name. */
  public String words() {
    return words;
  }
}

package io.github.djlobservability.profile;

/**
 * Why a feature cannot be compared with a reference: what that would have of it never comes again.
 */
public enum LeftOut {
  /** Whole numbers that count rows or orders. */
  ROW_NUMBER("counts the rows"),
  /** Nearly every value is another one, and it is no number that measures anything. */
  IDENTIFIER("nearly every value is different, as of an id"),
  /** Dates or times. */
  CLOCK("a clock: dates or times"),
  /** Numbers that are written otherwise than the reader was told, so that they are only names. */
  OTHER_STYLE("numbers in another style"),
  /** Categories that are hashed with a key that is not the one here. */
  OTHER_KEY("its categories are hashed with the key of another state folder");

  private final String words;

  LeftOut(String words) {
    this.words = words;
  }

  /** Returns the reason in words that follow a feature's name. */
  public String words() {
    return words;
  }
}

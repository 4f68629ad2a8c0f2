package io.github.djlobservability.payload.document;

/** Tells that a payload cannot be read, and why; has no stack trace, since clients cause it. */
public final class NotReadException extends Exception {
  private static final long serialVersionUID = 1;

  private final NotRead reason;
  private final String sentence;

  /**
   * @param sentence says what was found, for people
   */
  public NotReadException(NotRead reason, String sentence) {
    super(sentence, null, false, false);
    this.reason = reason;
    this.sentence = sentence;
  }

  /** Returns why. */
  public NotRead reason() {
    return reason;
  }

  /** Returns what was found, for people. */
  public String sentence() {
    return sentence;
  }
}

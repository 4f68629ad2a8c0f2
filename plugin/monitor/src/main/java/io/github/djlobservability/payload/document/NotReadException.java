package io.github.djlobservability.payload.document;

/** Tells that a payload cannot be read, and why; has no stack trace, since clients cause it. */
public final class NotReadException extends Exception {
  private static final long serialVersionUID = 1;

  private final NotRead reason;
  private final String sentence;
  private final String withoutNames;

  /**
   * @param sentence says what was found, for people; nothing in it is the client's
   */
  public NotReadException(NotRead reason, String sentence) {
    this(reason, sentence, sentence);
  }

  /**
   * @param sentence says what was found, for people
   * @param withoutNames says it without anything that the client has written
   */
  public NotReadException(NotRead reason, String sentence, String withoutNames) {
    super(sentence, null, false, false);
    this.reason = reason;
    this.sentence = sentence;
    this.withoutNames = withoutNames;
  }

  /** Returns why. */
  public NotRead reason() {
    return reason;
  }

  /** Returns what was found, for people. */
  public String sentence() {
    return sentence;
  }

  /**
   * Returns what was found, for people.
   *
   * @param names whether what the client has written may be in it
   */
  public String sentence(boolean names) {
    return names ? sentence : withoutNames;
  }
}

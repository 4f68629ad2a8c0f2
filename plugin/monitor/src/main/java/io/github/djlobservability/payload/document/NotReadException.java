package io.github.djlobservability.payload.document;

import org.jspecify.annotations.Nullable;

/** Tells that a payload cannot be read, and why; has no stack trace, since clients cause it. */
public final class NotReadException extends Exception {
  private static final long serialVersionUID = 1;

  private final NotRead reason;
  private final String sentence;
  private final String withoutNames;
  private final @Nullable String codec;

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
    this(reason, sentence, withoutNames, null);
  }

  private NotReadException(
      NotRead reason, String sentence, String withoutNames, @Nullable String codec) {
    super(sentence, null, false, false);
    this.reason = reason;
    this.sentence = sentence;
    this.withoutNames = withoutNames;
    this.codec = codec;
  }

  /**
   * Tells of sound or an image in a coding that is not decoded.
   *
   * @param codec names the coding; nothing in it is the client's
   */
  public static NotReadException ofCodec(String codec, String sentence) {
    return new NotReadException(NotRead.TYPE, sentence, sentence, codec);
  }

  /** Returns why. */
  public NotRead reason() {
    return reason;
  }

  /** Returns the coding of sound or an image that is not decoded; null if it is none. */
  public @Nullable String codec() {
    return codec;
  }

  /**
   * Returns what was found and what to do about it, for people.
   *
   * @param names whether what the client has written may be in it
   */
  public String advised(boolean names) {
    return reason.advise(sentence(names));
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

package io.github.djlobservability.payload.media;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Tells that bytes are no sound or image that can be read; the message says why, not where. */
public final class MalformedMediaException extends IOException {
  private static final long serialVersionUID = 1;

  /** Says what is in the way. */
  public enum Reason {
    /** It breaks off, or its header says what can't be. */
    DAMAGED,
    /** It may be whole, and only its coding is not decoded. */
    CODING,
    /** It would unpack to more than is read. */
    SIZE
  }

  private final Reason reason;
  private final @Nullable String codec;

  private MalformedMediaException(Reason reason, String message, @Nullable String codec) {
    super(message);
    this.reason = reason;
    this.codec = codec;
  }

  /** Takes a sentence without its subject, such as {@code breaks off}. */
  public static MalformedMediaException damaged(String message) {
    return new MalformedMediaException(Reason.DAMAGED, message, null);
  }

  /** Tells of sound or an image in a coding that is not decoded. */
  public static MalformedMediaException coding(String codec) {
    return coding(codec, codec);
  }

  /**
   * Tells of sound or an image in a coding that is not decoded.
   *
   * @param codec names the coding, with nothing that the file's maker can choose freely
   * @param detail names it as the file does
   */
  public static MalformedMediaException coding(String codec, String detail) {
    return new MalformedMediaException(
        Reason.CODING, "is in " + detail + ", which is not decoded", codec);
  }

  /** Tells of something that would unpack to more than is read. */
  public static MalformedMediaException tooLarge(String message) {
    return new MalformedMediaException(Reason.SIZE, message, null);
  }

  public Reason reason() {
    return reason;
  }

  /** Returns the coding that is not decoded; null if something else is in the way. */
  public @Nullable String codec() {
    return codec;
  }
}

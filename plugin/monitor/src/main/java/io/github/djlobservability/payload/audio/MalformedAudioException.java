package io.github.djlobservability.payload.audio;

import java.io.IOException;

/** Tells that bytes are no sound that can be read; the message says why, not where. */
public final class MalformedAudioException extends IOException {
  private static final long serialVersionUID = 1;

  private final boolean unknownCodec;

  private MalformedAudioException(String message, boolean unknownCodec) {
    super(message);
    this.unknownCodec = unknownCodec;
  }

  /** Takes a sentence without its subject, such as {@code breaks off}. */
  static MalformedAudioException damaged(String message) {
    return new MalformedAudioException(message, false);
  }

  /** Tells of sound in a coding that is not decoded. */
  static MalformedAudioException coding(String codec) {
    return new MalformedAudioException("is sound in " + codec + ", which is not decoded", true);
  }

  /** Returns whether the bytes may be whole, and only their coding is not decoded. */
  public boolean isUnknownCodec() {
    return unknownCodec;
  }
}

package io.github.djlobservability.payload.tensor;

import java.io.IOException;

/** Tells that bytes are no array that can be read; the message says why, not where. */
public final class MalformedTensorException extends IOException {

  private static final long serialVersionUID = 1;

  /** Takes a sentence without its subject, such as {@code is no NumPy array}. */
  public MalformedTensorException(String message) {
    super(message);
  }
}

package io.github.djlobservability.state;

import java.io.IOException;

/** A saved state that cannot be read, or is that of another reference or other settings. */
public final class CorruptStateException extends IOException {

  private static final long serialVersionUID = 1L;

  CorruptStateException(String message, Throwable cause) {
    super(message, cause);
  }

  CorruptStateException(String message) {
    super(message);
  }
}

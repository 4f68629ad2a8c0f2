package io.github.djlobservability.state;

import java.io.IOException;

/**
 * Tells that a file cannot be used: it is damaged, of another version, or belongs to another
 * reference or other settings.
 */
public final class CorruptFileException extends IOException {
  private static final long serialVersionUID = 1;

  /** With what is wrong with it. */
  public CorruptFileException(String message) {
    super(message);
  }

  CorruptFileException(String message, Throwable cause) {
    super(message, cause);
  }
}

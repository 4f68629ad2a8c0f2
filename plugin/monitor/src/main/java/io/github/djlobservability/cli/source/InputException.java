package io.github.djlobservability.cli.source;

import java.io.IOException;

/** A file that cannot be used; the message says where in it and why. */
public final class InputException extends IOException {

  private static final long serialVersionUID = 1;

  public InputException(String message) {
    super(message);
  }

  public InputException(String message, Throwable cause) {
    super(message, cause);
  }
}

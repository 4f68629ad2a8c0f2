package io.github.djlobservability.cli;

import java.io.IOException;

/** A file that cannot be used; the message says where in it and why. */
final class InputException extends IOException {

  private static final long serialVersionUID = 1;

  InputException(String message) {
    super(message);
  }

  InputException(String message, Throwable cause) {
    super(message, cause);
  }
}

package io.github.djlobservability.feedback;

import java.io.IOException;

/** What a file holds is not what was written to it. */
final class CorruptFileException extends IOException {
  private static final long serialVersionUID = 1;

  CorruptFileException(String message) {
    super(message);
  }
}

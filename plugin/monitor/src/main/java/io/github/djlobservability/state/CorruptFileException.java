package io.github.djlobservability.state;

import java.io.IOException;

/** What a file holds is not what was written to it. */
public final class CorruptFileException extends IOException {
  private static final long serialVersionUID = 1;

  public CorruptFileException(String message) {
    super(message);
  }
}

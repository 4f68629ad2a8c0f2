package io.github.djlobservability.state;

import java.io.IOException;

/** Says that a state is sound, and belongs to another reference or to other settings. */
public final class OtherStateException extends IOException {
  private static final long serialVersionUID = 1;

  OtherStateException(String message) {
    super(message);
  }
}

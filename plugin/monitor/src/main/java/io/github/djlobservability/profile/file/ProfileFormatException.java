package io.github.djlobservability.profile.file;

import java.io.IOException;

/** A file that is no reference profile this version can read; the message says where and why. */
public final class ProfileFormatException extends IOException {

  private static final long serialVersionUID = 1;

  ProfileFormatException(String message) {
    super(message);
  }

  ProfileFormatException(String message, Throwable cause) {
    super(message, cause);
  }
}

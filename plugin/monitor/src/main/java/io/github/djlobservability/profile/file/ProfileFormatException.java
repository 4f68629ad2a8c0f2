package io.github.djlobservability.profile.file;

import java.io.IOException;

/** Tells that a file is no reference profile that this version can read, where and why. */
public final class ProfileFormatException extends IOException {

  private static final long serialVersionUID = 1;

  ProfileFormatException(String message) {
    super(message);
  }

  ProfileFormatException(String message, Throwable cause) {
    super(message, cause);
  }
}

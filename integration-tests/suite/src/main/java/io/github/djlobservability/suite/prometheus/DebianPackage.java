package io.github.djlobservability.suite.prometheus;

import java.io.IOException;

/** The programs of Debian's package. */
final class DebianPackage {

  private DebianPackage() {}

  /**
   * Starts a program.
   *
   * @throws IllegalStateException if it is not installed
   */
  static Process start(ProcessBuilder program) {
    try {
      return program.start();
    } catch (IOException e) {
      throw new IllegalStateException(
          "cannot start "
              + program.command().get(0)
              + ". The recording rules are tested in a real Prometheus; to install it:"
              + " apt-get update && apt-get install -y --no-install-recommends prometheus",
          e);
    }
  }
}

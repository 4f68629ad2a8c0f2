package io.github.djlobservability.hardware;

/** A graphics card, or all of them, can't be read. The message is for the log. */
final class GpuException extends Exception {
  private static final long serialVersionUID = 1L;

  GpuException(String message) {
    super(message);
  }
}

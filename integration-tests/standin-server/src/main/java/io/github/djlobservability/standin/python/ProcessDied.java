package io.github.djlobservability.standin.python;

/** Ends the process that a handler stands for, instead of an answer. */
final class ProcessDied extends RuntimeException {
  private static final long serialVersionUID = 1L;

  ProcessDied() {
    super("the process has ended");
  }
}

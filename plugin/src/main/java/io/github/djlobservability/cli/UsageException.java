package io.github.djlobservability.cli;

/** Options that make no sense; the message says which and what is allowed. */
final class UsageException extends RuntimeException {

  private static final long serialVersionUID = 1;

  UsageException(String message) {
    super(message);
  }
}

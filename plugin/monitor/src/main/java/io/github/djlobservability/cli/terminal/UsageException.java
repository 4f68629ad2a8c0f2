package io.github.djlobservability.cli.terminal;

/** Options that make no sense; the message says which and what is allowed. */
public final class UsageException extends RuntimeException {

  private static final long serialVersionUID = 1;

  public UsageException(String message) {
    super(message);
  }
}

package io.github.djlobservability.feedback;

/** A body that is not in the format that it claims to be in; none of its labels was used. */
public final class UnreadableLabelsException extends Exception {
  private static final long serialVersionUID = 1;

  /**
   * @param message where and what is wrong, and what is allowed; for the sender
   */
  UnreadableLabelsException(String message) {
    super(message);
  }
}

package io.github.djlobservability.label;

/** A body that is not in the format that it claims to be in; none of its labels was used. */
public final class UnreadableLabelsException extends Exception {
  private static final long serialVersionUID = 1;

  private final boolean tooMany;

  /**
   * @param message where and what is wrong, and what is allowed; for the sender
   */
  UnreadableLabelsException(String message) {
    this(message, false);
  }

  private UnreadableLabelsException(String message, boolean tooMany) {
    super(message);
    this.tooMany = tooMany;
  }

  static UnreadableLabelsException tooMany() {
    return new UnreadableLabelsException(
        "There are too many labels; allowed: " + LabelFormat.MAX_LABELS + " in a request", true);
  }

  /** Returns whether all that is wrong is that there are too many labels. */
  public boolean isTooMany() {
    return tooMany;
  }
}

package io.github.djlobservability.telemetry.standard;

/** The cause of a failure of OpenTelemetry's, in words. Stateless. */
public final class RootCause {
  private static final int MAX_LENGTH = 300;

  private RootCause() {}

  /** Returns the message of what began it, or the name of its type where it has none. */
  public static String words(Throwable failure) {
    Throwable root = failure;
    while (root.getCause() != null && root.getCause() != root) {
      root = root.getCause();
    }
    String message = root.getMessage();
    String text = message == null ? root.getClass().getSimpleName() : message;
    return text.length() <= MAX_LENGTH ? text : text.substring(0, MAX_LENGTH);
  }
}

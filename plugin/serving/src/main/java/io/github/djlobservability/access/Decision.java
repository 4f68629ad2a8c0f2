package io.github.djlobservability.access;

/**
 * Tells whether a request for access is allowed, and why not.
 *
 * @param allowed whether the caller may do it
 * @param status the HTTP status of the refusal: 401 without a valid token, 403 where no token would
 *     help, 429 after too many wrong ones; 200 where it is allowed
 * @param message what was wrong and what is allowed; empty where it is allowed
 * @param delayMillis how long the refusal is held back, so that guessing is slow
 * @param holder who was allowed, for the audit line: a token's right, {@code connector} or {@code
 *     network}
 */
public record Decision(
    boolean allowed, int status, String message, long delayMillis, String holder) {

  static final String OPEN = "open";

  static Decision allowed(String holder) {
    return new Decision(true, 200, "", 0, holder);
  }

  /** Returns whether anyone may do it, so that no token was looked at. */
  public boolean isOpen() {
    return holder.equals(OPEN);
  }

  static Decision refused(int status, String message, long delayMillis) {
    return new Decision(false, status, message, delayMillis, "");
  }
}

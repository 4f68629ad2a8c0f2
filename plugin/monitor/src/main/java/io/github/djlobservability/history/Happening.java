package io.github.djlobservability.history;

/**
 * Something that happened to a model and is no verdict.
 *
 * @param epochMillis when, in milliseconds of the epoch
 * @param kind what
 * @param text more of it, for people; may be empty
 */
public record Happening(long epochMillis, Kind kind, String text) {

  /** A sort of thing that happens to a model. */
  public enum Kind {
    /** The server loaded the model. */
    LOADED,
    /** Another reference is in force. */
    REFERENCE,
    /** A server before it stopped without saving; the text says how much is lost. */
    NOT_SAVED
  }
}

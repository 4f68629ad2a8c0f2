package io.github.djlobservability.drift.incident;

/** Says how an incident goes on. */
public enum Course {
  /** The values have begun to differ from the reference. */
  BEGUN,
  /** They differ more than was told last. */
  WORSENED,
  /** They differ about as much, and in another way. */
  CHANGED,
  /** They are on their way back to the reference. */
  RETURNING,
  /** They agree with the reference again. */
  ENDED
}

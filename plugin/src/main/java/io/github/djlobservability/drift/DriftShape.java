package io.github.djlobservability.drift;

/** How the change came, as far as the items up to the alarm tell. */
public enum DriftShape {
  /** At once. */
  SUDDEN,
  /** Old and new values alternate, the new ones more and more often. */
  GRADUAL,
  /** The values themselves move, step by step. */
  INCREMENTAL
}

package io.github.djlobservability.drift.reference;

/** Says which part of the model's world has drifted. */
public enum DriftKind {
  /** The distribution of an input has moved in time. */
  DATA,
  /** The distribution of predictions has moved in time. */
  PREDICTION,
  /** The right label for the same input has moved; seen in the model's errors. */
  CONCEPT,
  /** The first items already differ from the reference: no change in time. */
  SKEW,
  /** Values break the schema more often: missing, of a wrong type, out of range, unseen. */
  QUALITY,
  /** The requests have no field of the reference, so that nothing can be compared. */
  CONFIGURATION
}

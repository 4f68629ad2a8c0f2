package io.github.djlobservability.drift;

/** Names an aspect of a feature that is watched, with a status of its own. */
public enum Check {
  /** How the present values of the right type are distributed. */
  DISTRIBUTION,
  /** The share of items that lack the feature; NaN counts as lacking. */
  MISSING,
  /** The share of values of a wrong type. */
  WRONG_TYPE,
  /** The share of numbers outside the reference's range. */
  OUT_OF_RANGE,
  /** The share of categories that the reference does not have. */
  UNSEEN_CATEGORY
}

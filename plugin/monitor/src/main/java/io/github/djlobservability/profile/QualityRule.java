package io.github.djlobservability.profile;

import java.util.Locale;

/** Names a rule of the reference that a row can break. */
public enum QualityRule {
  /** A required feature has no value. */
  MISSING,
  /** The value is not of the feature's type. */
  WRONG_TYPE,
  /** The number is below the minimum or above the maximum. */
  OUT_OF_RANGE,
  /** The category is not one of the reference's, which has them all. */
  UNSEEN_CATEGORY,
  /** The number is NaN or infinite. */
  NAN,
  /** A value came with the row that is not in the schema. */
  EXTRA;

  /** Returns the name in metrics. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}

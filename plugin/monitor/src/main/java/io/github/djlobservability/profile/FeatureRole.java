package io.github.djlobservability.profile;

/** What a feature is to the model. */
public enum FeatureRole {
  /** The model is given it. */
  INPUT,
  /** The model says it: a class or a number. */
  PREDICTION,
  /** The model says how sure it is: a number. */
  SCORE,
  /** The truth, which comes later or only in training data. */
  TARGET
}

package io.github.djlobservability.profile;

/** Says how the model uses a feature. */
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

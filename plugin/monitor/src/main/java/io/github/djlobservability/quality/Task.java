package io.github.djlobservability.quality;

/** Says which task a model has. */
public enum Task {
  /** One of two classes. */
  BINARY,
  /** One of three classes or more. */
  MULTICLASS,
  /** A number. */
  REGRESSION
}

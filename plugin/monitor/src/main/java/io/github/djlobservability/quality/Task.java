package io.github.djlobservability.quality;

/** What a model predicts. */
public enum Task {
  /** One of two classes. */
  BINARY,
  /** One of three classes or more. */
  MULTICLASS,
  /** A number. */
  REGRESSION
}

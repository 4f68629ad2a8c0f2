package io.github.djlobservability.quality.measure;

/** The class that a single score is the probability of. */
public enum ScoreClass {
  /** The class that was predicted. */
  PREDICTED,
  /** The positive one of two classes. */
  POSITIVE
}

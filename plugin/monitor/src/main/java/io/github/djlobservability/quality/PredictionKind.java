package io.github.djlobservability.quality;

import io.github.djlobservability.payload.text.Transcript;

/** Says what a model's predictions, and so its labels, are. */
public enum PredictionKind {
  /** Names of classes. */
  CLASS,
  /** Numbers. */
  NUMBER,
  /** Texts that are compared word by word, see {@link Transcript}. */
  TRANSCRIPT
}

package io.github.djlobservability.quality;

import io.github.djlobservability.payload.text.Transcript;
import io.github.djlobservability.payload.text.TranscriptErrors;
import io.github.djlobservability.quality.measure.LabelledItem;

/** Says what a model's predictions, and so its labels, are. */
public enum PredictionKind {
  /** Names of classes. */
  CLASS,
  /** Numbers. */
  NUMBER,
  /** Texts that are compared word by word, see {@link Transcript}. */
  TRANSCRIPT;

  /** Returns what an item's prediction and its label are. */
  public static PredictionKind of(LabelledItem item) {
    if (item.label() instanceof TranscriptErrors) {
      return TRANSCRIPT;
    }
    return item.prediction() instanceof Double && item.label() instanceof Double ? NUMBER : CLASS;
  }
}

package io.github.djlobservability.label;

import io.github.djlobservability.quality.measure.LabelledItem;

/** Told of what the join does, by the thread that joins. */
public interface JoinListener {

  /** An item with its label, each once, in the order of prediction but for late ones. */
  void item(LabelledItem item);

  /**
   * The first label of a prediction has come.
   *
   * @param ids that the prediction goes by
   * @param item the same that {@link #item} is told of in its turn
   */
  default void matched(Prediction.Ids ids, LabelledItem item) {}

  /** A label came to this outcome; {@code delayMillis} is how long it took if it matched. */
  void label(JoinOutcome outcome, long delayMillis);
}

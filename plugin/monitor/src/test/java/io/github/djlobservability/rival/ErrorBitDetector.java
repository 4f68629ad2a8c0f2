package io.github.djlobservability.rival;

import io.github.djlobservability.drift.Status;

/** A sequential detector for the errors of a model: one bit a prediction, set when it was wrong. */
public interface ErrorBitDetector extends SequentialDetector {

  /**
   * Takes in whether the next prediction was wrong.
   *
   * @param isError true when the prediction was <em>wrong</em>; a rising rate of true is what the
   *     detector looks for
   * @return the status with this bit
   */
  Status update(boolean isError);
}

package io.github.djlobservability.rival;

import io.github.djlobservability.drift.Status;

/** The rules of {@link ErrorBitDetector#update}, once for all. */
abstract class AbstractErrorBitDetector extends AbstractDetector implements ErrorBitDetector {

  /** Takes in a bit, already counted, and says what follows from it. */
  abstract Status evaluate(boolean isError);

  @Override
  public final Status update(boolean isError) {
    beginUpdate();
    sampleCount++;
    return conclude(evaluate(isError));
  }
}

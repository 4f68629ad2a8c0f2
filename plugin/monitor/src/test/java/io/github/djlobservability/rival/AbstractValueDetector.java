package io.github.djlobservability.rival;

import io.github.djlobservability.drift.Status;
import io.github.djlobservability.statistics.Magnitude;

/** The rules of {@link ValueDetector#update}, once for all. */
abstract class AbstractValueDetector extends AbstractDetector implements ValueDetector {

  /** Takes in a finite value, already counted, and says what follows from it. */
  abstract Status evaluate(double value);

  @Override
  public final Status update(double value) {
    beginUpdate();
    if (!Magnitude.isMeasurable(value)) {
      return status();
    }
    sampleCount++;
    return conclude(evaluate(value));
  }
}

package io.github.djlobservability.rival;

import io.github.djlobservability.drift.Status;
import io.github.djlobservability.statistics.Magnitude;

/** A sequential detector for numbers. */
public interface ValueDetector extends SequentialDetector {

  /**
   * Takes in the next value.
   *
   * <p>What is not {@linkplain Magnitude#isMeasurable measurable} is skipped, and the answer is the
   * status without it: the last one, or after drift that of an empty detector.
   *
   * @return the status with this value
   */
  Status update(double value);
}

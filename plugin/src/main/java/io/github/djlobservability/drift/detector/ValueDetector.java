package io.github.djlobservability.drift.detector;

/** A sequential detector for numbers. */
public interface ValueDetector extends SequentialDetector {

  /** The largest magnitude taken in: its square, summed over any stream, stays finite. */
  double MAX_MAGNITUDE = 1e100;

  /**
   * Takes in the next value.
   *
   * <p>NaN, the infinities and magnitudes above {@link #MAX_MAGNITUDE} are no measurements: they
   * are skipped, and the answer is the status without them. Counting them is the caller's business.
   *
   * @return the status with this value
   */
  Status update(double value);
}

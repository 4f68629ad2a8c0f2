package io.github.djlobservability.rival;

import io.github.djlobservability.drift.Status;

/**
 * Watches a stream, one sample at a time, in memory that does not grow with the stream, and without
 * allocation per update.
 *
 * <p>A detector begins empty. An update that answers {@link Status#DRIFT} keeps its numbers
 * readable; the update after it begins empty again, so one change gives one alarm. An update is
 * {@code DRIFT} exactly when {@link #statistic()} exceeds {@link #threshold()}.
 *
 * <p>Not thread-safe: one thread owns a detector. No detector reads the clock, and those that draw
 * random numbers have a seed, so equal streams give equal answers.
 */
public interface SequentialDetector {

  /** Returns the answer of the last update; {@link Status#WARMING_UP} when there was none. */
  Status status();

  /** Samples taken in since the detector last began empty; skipped values do not count. */
  long sampleCount();

  /**
   * Returns the measured value of the last check, in the unit its class states; NaN while warming
   * up.
   */
  double statistic();

  /** Returns the value that {@link #statistic()} must exceed for drift; NaN while warming up. */
  double threshold();

  /**
   * Returns an estimate of how many of the last samples came after the change. It means something
   * at {@link Status#WARNING} and {@link Status#DRIFT} only, and is between 0 and {@link
   * #sampleCount()}.
   */
  long samplesSinceOnset();

  /** Forgets everything: the detector is as if new. */
  void reset();

  /**
   * Returns a copy of everything the detector remembers, for {@link #restore}. All numbers are
   * finite, so every text format can hold them; the order belongs to the detector's class.
   */
  double[] state();

  /**
   * Continues where the detector that gave {@code state} stood, as if nothing had happened. Both
   * must be of the same class with the same parameters.
   *
   * @throws IllegalArgumentException if {@code state} cannot be one of this detector's; the
   *     detector is then as if new
   */
  void restore(double[] state);
}

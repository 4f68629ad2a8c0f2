package io.github.djlobservability.statistics.comparison;

import io.github.djlobservability.statistics.SortedSample;

/**
 * Compares two samples of a number. Implementations are immutable and thread-safe.
 *
 * <p>{@link SortedSample} leaves out what is not measurable. If then either sample is empty, the
 * result is {@link Measurement#UNDEFINED}. Equal samples, and constants of one value, are at
 * distance 0, and their p-value is large.
 */
interface SampleMeasure {

  /** Compares {@code current} with {@code reference}. Changes neither. */
  Measurement measure(SortedSample reference, SortedSample current);

  /** Returns the same on samples in any order, which are copied. */
  default Measurement measure(double[] reference, double[] current) {
    return measure(SortedSample.of(reference), SortedSample.of(current));
  }
}

package io.github.djlobservability.statistics.comparison;

import io.github.djlobservability.statistics.SortedSample;
import java.util.function.DoubleUnaryOperator;

/**
 * Walks the distinct values of two samples, in ascending order, with both distribution functions.
 */
final class MergedSamples {

  private final double[] reference;
  private final double[] current;
  private int i;
  private int j;
  private double value;
  private int referenceTies;
  private int currentTies;

  public MergedSamples(SortedSample reference, SortedSample current) {
    this.reference = reference.values();
    this.current = current.values();
  }

  /** Steps to the next distinct value; false after the last. */
  public boolean next() {
    if (i == reference.length && j == current.length) {
      return false;
    }
    value = nextValue();
    int referenceBefore = i;
    int currentBefore = j;
    while (i < reference.length && reference[i] == value) {
      i++;
    }
    while (j < current.length && current[j] == value) {
      j++;
    }
    referenceTies = i - referenceBefore;
    currentTies = j - currentBefore;
    return true;
  }

  /** Walks to the end and integrates a function of {@link #difference} over the values. */
  public double integrate(DoubleUnaryOperator function) {
    double sum = 0;
    double height = 0;
    double from = 0;
    while (next()) {
      sum += height * (value - from);
      height = function.applyAsDouble(difference());
      from = value;
    }
    return sum;
  }

  private double nextValue() {
    if (i == reference.length) {
      return current[j];
    }
    return j == current.length ? reference[i] : Math.min(reference[i], current[j]);
  }

  /** Returns the value stepped to. */
  double value() {
    return value;
  }

  /** Returns how many of the reference are at most {@link #value}. */
  public int referenceCount() {
    return i;
  }

  /** Returns how many of the current sample are at most {@link #value}. */
  public int currentCount() {
    return j;
  }

  /** Returns how many of the reference equal {@link #value}. */
  public int referenceTies() {
    return referenceTies;
  }

  /** Returns how many of the current sample equal {@link #value}. */
  public int currentTies() {
    return currentTies;
  }

  /** Reference's distribution function less the current one's, at {@link #value}. */
  double difference() {
    return (double) i / reference.length - (double) j / current.length;
  }
}

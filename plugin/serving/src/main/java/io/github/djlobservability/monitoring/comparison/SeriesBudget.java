package io.github.djlobservability.monitoring.comparison;

/**
 * How many series of a metric may yet be made, over all models. What is past the limit of the SDK
 * would be lumped together, and then no sum of it would be right. Not thread-safe.
 */
final class SeriesBudget {
  private int left;

  SeriesBudget(int series) {
    left = series;
  }

  /** Takes this many, or none if fewer are left. */
  boolean take(int series) {
    if (series > left) {
      return false;
    }
    left -= series;
    return true;
  }

  void giveBack(int series) {
    left += series;
  }
}

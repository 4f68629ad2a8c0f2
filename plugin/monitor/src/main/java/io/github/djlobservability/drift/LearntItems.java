package io.github.djlobservability.drift;

/**
 * Says how many items are learnt after an alarm, to be compared with from then on: enough to tell a
 * further change by, and no more than a monitor can hold.
 */
final class LearntItems {
  private static final int LEAST = 100;
  private static final int MOST = 1_000;

  private LearntItems() {}

  /** Returns as many as a window has, within the bounds. */
  static int ofWindow(double items) {
    return (int) Math.max(LEAST, Math.min(MOST, items));
  }

  /**
   * Returns as many as are worth the fewest independent items, within the bounds.
   *
   * @param dependence how many items are worth one independent item, at least 1
   */
  static int independent(double dependence) {
    return (int) Math.min(MOST, Math.ceil(LEAST * dependence));
  }
}

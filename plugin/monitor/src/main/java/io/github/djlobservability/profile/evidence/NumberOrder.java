package io.github.djlobservability.profile.evidence;

/** Tells whether numbers count something, or tell the time. Not thread-safe. */
final class NumberOrder {

  /** The steps of a counter: orders of one shop have gaps where other shops had theirs. */
  private static final double MAX_MEAN_STEP = 100;

  private long count;
  private long whole;
  private boolean rising = true;
  private boolean falling = true;
  private double last = Double.NaN;
  private double minimum = Double.POSITIVE_INFINITY;
  private double maximum = Double.NEGATIVE_INFINITY;

  /** Takes in a number. */
  void add(double number) {
    count++;
    whole += number == Math.rint(number) ? 1 : 0;
    rising &= count == 1 || number > last;
    falling &= count == 1 || number < last;
    last = number;
    minimum = Math.min(minimum, number);
    maximum = Math.max(maximum, number);
  }

  long count() {
    return count;
  }

  long whole() {
    return whole;
  }

  /**
   * Returns whether whole numbers go on in small steps, from row to row or once they are sorted.
   */
  boolean isCounter() {
    double span = maximum - minimum;
    return whole == count
        && ((rising || falling) ? span <= MAX_MEAN_STEP * count : span <= 1.5 * count);
  }

  /** Returns whether all are times of our days. */
  boolean isEpoch() {
    return count > 0 && EpochUnit.of(minimum, maximum) != null;
  }
}

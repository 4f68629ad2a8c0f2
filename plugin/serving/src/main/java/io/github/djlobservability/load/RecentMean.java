package io.github.djlobservability.load;

import java.util.ArrayDeque;
import java.util.Deque;

/** The mean of the last few numbers; NaN is no number. Not thread-safe. */
final class RecentMean {
  private final int length;
  private final Deque<Double> numbers = new ArrayDeque<>();

  RecentMean(int length) {
    this.length = length;
  }

  /** Takes in a number, and returns the mean, NaN while there is none. */
  double add(double number) {
    if (!Double.isNaN(number)) {
      numbers.addLast(number);
      if (numbers.size() > length) {
        numbers.removeFirst();
      }
    }
    double sum = 0;
    for (double each : numbers) {
      sum += each;
    }
    return sum / numbers.size();
  }
}

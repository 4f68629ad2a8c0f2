package io.github.djlobservability.governor;

import java.util.Arrays;

/** Shares something out so that who wants least has all it wants before others have more. */
final class WaterLevel {
  private WaterLevel() {}

  /**
   * Returns what each may take at most: all together then take no more than there is. What nobody
   * wants anybody may take.
   *
   * @param wanted what each wants, not negative
   */
  static double of(double[] wanted, double available) {
    double[] least = wanted.clone();
    Arrays.sort(least);
    double left = available;
    for (int i = 0; i < least.length; i++) {
      double part = left / (least.length - i);
      if (least[i] > part) {
        return part;
      }
      left -= least[i];
    }
    return least.length == 0 ? available : least[least.length - 1] + left;
  }
}

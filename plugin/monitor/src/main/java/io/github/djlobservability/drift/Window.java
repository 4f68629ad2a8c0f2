package io.github.djlobservability.drift;

import java.time.Duration;

/**
 * Says when a window of measured values is full: at a number of items, or after a time, whichever
 * comes first.
 *
 * @param items from {@value #MIN_ITEMS} to {@value #MAX_ITEMS}
 * @param duration zero for never
 */
public record Window(int items, Duration duration) {
  /** The smallest number of items. */
  public static final int MIN_ITEMS = 20;

  /** The largest number of items. */
  public static final int MAX_ITEMS = 1_000_000;

  /** Checks the ranges. */
  public Window {
    if (items < MIN_ITEMS || items > MAX_ITEMS || duration.isNegative()) {
      throw new IllegalArgumentException(
          "a window has from "
              + MIN_ITEMS
              + " to "
              + MAX_ITEMS
              + " items and a duration that is not negative; got "
              + items
              + ", "
              + duration);
    }
  }

  /** Returns a window that is full at a number of items. */
  public static Window ofItems(int items) {
    return new Window(items, Duration.ZERO);
  }

  /** Returns a window that is full after a time, and at the largest number of items. */
  public static Window of(Duration duration) {
    return new Window(MAX_ITEMS, duration);
  }

  /** Returns this window, full at a number of items at the latest. */
  public Window atMost(int largest) {
    return items <= largest ? this : new Window(largest, duration);
  }

  /** Returns whether a window from one time to another, in milliseconds, is full. */
  public boolean isFull(long itemCount, long fromMillis, long toMillis) {
    long limit = duration.toMillis();
    return itemCount >= items || (limit > 0 && toMillis - fromMillis >= limit);
  }
}

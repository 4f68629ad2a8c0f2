package io.github.djlobservability.config;

import java.time.Duration;

/**
 * When a window of measured values is full: at so many items, or after so long, whichever comes
 * first.
 *
 * @param items at least {@value #MIN_ITEMS}
 * @param duration zero for never
 */
public record Window(int items, Duration duration) {
  static final int MIN_ITEMS = 20;
  static final int MAX_ITEMS = 1_000_000;

  static Window ofItems(int items) {
    return new Window(items, Duration.ZERO);
  }

  static Window of(Duration duration) {
    return new Window(MAX_ITEMS, duration);
  }
}

package io.github.djlobservability.standin.python;

/** Lets a handler take its time. */
final class Pace {

  private Pace() {}

  static void sleepMillis(long millis) {
    if (millis <= 0) {
      return;
    }
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted", e);
    }
  }
}

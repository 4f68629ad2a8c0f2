package io.github.djlobservability.capture;

/**
 * Lets a share of the inferences pass that were chosen for the log, evenly spread: at 0.25 every
 * fourth. One governor sets the share when the plugin takes more of the processor than it may.
 * Thread-safe.
 */
final class CaptureShare {
  private double share = 1;
  private double owed;

  /** Sets the share, from 0 to 1; what is outside of that counts as its nearer end. */
  synchronized void keep(double newShare) {
    share = Math.max(0, Math.min(1, newShare));
  }

  /** Returns whether the next inference passes. */
  synchronized boolean takes() {
    owed += share;
    if (owed < 1) {
      return false;
    }
    owed -= 1;
    return true;
  }
}

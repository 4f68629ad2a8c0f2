package io.github.djlobservability.capture;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets a share of the inferences pass that were chosen for the log, evenly spread: at 0.25 every
 * fourth. One governor sets the share when the plugin takes more of the processor than it may. The
 * first that does not pass is told in the server's log. Thread-safe.
 */
final class CaptureShare {
  private static final Logger LOGGER = LoggerFactory.getLogger(CaptureShare.class);

  private double share = 1;
  private double owed;
  private boolean told;

  /** Sets the share, from 0 to 1; what is outside of that counts as its nearer end. */
  synchronized void keep(double newShare) {
    share = Math.max(0, Math.min(1, newShare));
  }

  /** Returns whether the next inference passes. */
  synchronized boolean takes() {
    owed += share;
    if (owed < 1) {
      tell();
      return false;
    }
    owed -= 1;
    return true;
  }

  private void tell() {
    if (!told) {
      told = true;
      LOGGER.warn(
          "Inferences are left out of the inference log, since the plugin's threads would take more"
              + " CPU time than observability.cpu-share allows");
    }
  }
}

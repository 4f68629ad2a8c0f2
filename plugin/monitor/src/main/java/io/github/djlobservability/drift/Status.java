package io.github.djlobservability.drift;

/** Is the status of a sequential detector after an update. */
public enum Status {
  /** Too few samples to judge. */
  WARMING_UP,
  /** No sign of drift. */
  STABLE,
  /** A change is there for sure, and too small to matter. */
  SMALL,
  /** The statistic is on its way to the threshold; only some detectors know this level. */
  WARNING,
  /** The statistic exceeds the threshold. The next update starts the detector afresh. */
  DRIFT
}

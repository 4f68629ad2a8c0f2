package io.github.djlobservability.capture;

import java.util.Locale;

/** The reasons for which an inference is logged. */
public enum CaptureReason {
  /** Its request failed with a status that is asked for. */
  STATUS,
  /** The model drifts. */
  DRIFT,
  /** The model was not sure. */
  LOW_SCORE,
  /** The response took long. */
  LATENCY,
  /** It is one of the share that is logged of all. */
  RATE;

  /** Returns the name in the log and in metrics. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}

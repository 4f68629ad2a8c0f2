package io.github.djlobservability.model;

import java.util.Locale;

/** Names a part of the time of an inference. */
public enum Phase {
  /** From the request's arrival to the start of preprocessing. */
  QUEUE,
  /** The translator's input half. */
  PREPROCESS,
  /** The forward pass. */
  INFERENCE,
  /** The translator's output half. */
  POSTPROCESS;

  private final String label = name().toLowerCase(Locale.ROOT);

  /** Returns the phase's name as spans and metrics write it. */
  public String label() {
    return label;
  }
}

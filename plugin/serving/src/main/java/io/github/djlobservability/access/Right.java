package io.github.djlobservability.access;

import java.util.Locale;

/** The things a caller of the plugin's pages may be allowed to do. */
public enum Right {
  /** Reads the metrics page, which holds no value that redaction would hide. */
  SCRAPE,
  /** Reads every page, with the values that redaction lets through. */
  READ,
  /** Sends labels of predictions. */
  LABEL,
  /** Changes what the plugin does: references, captures, mutes. Includes all other rights. */
  MANAGE;

  /** Returns whether a caller who holds this right may do what the other one allows. */
  boolean includes(Right other) {
    return this == other || this == MANAGE || (this == READ && other == SCRAPE);
  }

  /** Returns the name in settings and messages. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}

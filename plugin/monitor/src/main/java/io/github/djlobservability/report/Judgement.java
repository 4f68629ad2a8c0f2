package io.github.djlobservability.report;

import java.util.Locale;

/** Tells real changes from chance, and large ones from small. */
public enum Judgement {
  /** It is significant, and large enough to matter. */
  DRIFT("DRIFT"),
  /** It is significant, but too small to matter. */
  SMALL("small"),
  /** It is no more than chance brings about. */
  NONE(""),
  /** The data say nothing. */
  UNKNOWN("");

  private final String badge;

  Judgement(String badge) {
    this.badge = badge;
  }

  /** Returns the mark of such a change; empty for none. */
  public String badge() {
    return badge;
  }

  /** Returns the name in JSON. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}

package io.github.djlobservability.report;

import java.util.Locale;

/** What a change is taken for. */
enum Judgement {
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

  /** What a change is marked with; empty for nothing. */
  String badge() {
    return badge;
  }

  /** The name in JSON. */
  String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}

package io.github.djlobservability.worker;

import java.util.Locale;

/** Says why something was not taken in. */
enum Refusal {
  /** As many items as may wait are waiting. */
  ITEMS,
  /** It would hold more bytes than it may itself. */
  BYTES,
  /** All parts together would hold more bytes than the plugin may. */
  MEMORY,
  /** Nothing is taken in any more. */
  CLOSED,
  /** Whom it was for is gone. */
  GONE;

  private final String label = name().toLowerCase(Locale.ROOT);

  /** Returns its name in metrics and on the page. */
  public String label() {
    return label;
  }
}

package io.github.djlobservability.label;

import java.util.Locale;

/** Says how a label that was sent was used. */
public enum JoinOutcome {
  /** It is the first label of its prediction. */
  MATCHED,
  /** There is no such prediction yet; the label is kept for a while in case it comes. */
  WAITING,
  /** There is no such prediction, and no room to wait for it. */
  UNKNOWN,
  /** Its prediction is older than the retention. */
  EXPIRED,
  /** Its prediction has this label already. */
  DUPLICATE,
  /** Its prediction had another label, which it replaces. */
  CORRECTED,
  /** It can't be used, and is left out. */
  INVALID;

  /** Returns the name as it is written in responses and metrics. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}

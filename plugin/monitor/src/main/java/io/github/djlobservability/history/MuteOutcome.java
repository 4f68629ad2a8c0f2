package io.github.djlobservability.history;

/** Says what became of the wish to mute a feature. */
public enum MuteOutcome {
  /** It is as was wished. */
  DONE,
  /** No such feature is watched. */
  NO_SUCH_FEATURE,
  /** As many are muted as may be. */
  TOO_MANY
}

package io.github.djlobservability.drift.incident;

/** Says whether a change that is there for sure is large enough to matter. */
public enum Size {
  /** It is. */
  ENOUGH,
  /** It is not. */
  SMALL,
  /** More items have to tell. */
  UNSURE
}

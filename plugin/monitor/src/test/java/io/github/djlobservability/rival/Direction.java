package io.github.djlobservability.rival;

/** Which moves of the mean a detector looks for. */
public enum Direction {
  /** Rises only. */
  UP,
  /** Falls only. */
  DOWN,
  /** Rises and falls. */
  BOTH;

  boolean watchesRises() {
    return this != DOWN;
  }

  boolean watchesFalls() {
    return this != UP;
  }
}

package io.github.djlobservability.monitoring.reference;

/** Says what became of a request to change a model's reference. */
public enum ReferenceChange {
  /** The next items are taken as the reference. */
  CAPTURING,
  /** They are taken already, and go on being. */
  CAPTURING_ALREADY,
  /** None are taken: bins and means are released with noise, and a reference would be exact. */
  NOT_WITH_EPSILON,
  /** Taking them has ended; the reference is what it was. */
  CANCELLED,
  /** None were taken. */
  NOT_CAPTURING,
  /** The captured reference is out of force, and the shipped one in force. */
  SHIPPED_IN_FORCE,
  /** The captured reference is out of force, and there is no other. */
  NONE_IN_FORCE,
  /** There is no captured reference. */
  NOT_CAPTURED
}

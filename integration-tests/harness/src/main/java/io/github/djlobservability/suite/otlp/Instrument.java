package io.github.djlobservability.suite.otlp;

/** Describes a metric as it was sent. */
public record Instrument(String name, String unit, String description, Kind kind, String scope) {

  /** The sort of a metric's points. */
  public enum Kind {
    COUNTER,
    UP_DOWN_COUNTER,
    GAUGE,
    HISTOGRAM
  }
}

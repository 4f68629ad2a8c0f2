package io.github.djlobservability.telemetry.definition;

import com.google.errorprone.annotations.Immutable;
import java.util.List;

/**
 * How a metric is measured.
 *
 * @param kind the way in which its values are put together
 * @param observed whether it is read whenever metrics are collected; otherwise each value is
 *     recorded when it comes up
 * @param whole whether its values are whole numbers; a histogram's never are
 * @param unit in UCUM
 * @param buckets of a histogram, the upper ends of its buckets; empty for all others
 */
// The list is a copy that can't be changed.
@Immutable
@SuppressWarnings("Immutable")
public record Instrument(
    Kind kind, boolean observed, boolean whole, String unit, List<Double> buckets) {

  /** Copies the list. */
  public Instrument {
    buckets = List.copyOf(buckets);
  }

  static Instrument histogram(String unit, List<Double> buckets) {
    return new Instrument(Kind.HISTOGRAM, false, false, unit, buckets);
  }

  static Instrument counter(String unit) {
    return new Instrument(Kind.COUNTER, false, true, unit, List.of());
  }

  static Instrument observedCounter(String unit) {
    return new Instrument(Kind.COUNTER, true, true, unit, List.of());
  }

  static Instrument observedFractionCounter(String unit) {
    return new Instrument(Kind.COUNTER, true, false, unit, List.of());
  }

  static Instrument upDownCounter(String unit) {
    return new Instrument(Kind.UP_DOWN_COUNTER, false, true, unit, List.of());
  }

  static Instrument observedUpDownCounter(String unit) {
    return new Instrument(Kind.UP_DOWN_COUNTER, true, true, unit, List.of());
  }

  static Instrument gauge(String unit) {
    return new Instrument(Kind.GAUGE, true, false, unit, List.of());
  }

  static Instrument wholeGauge(String unit) {
    return new Instrument(Kind.GAUGE, true, true, unit, List.of());
  }

  /** The ways in which values are put together. */
  public enum Kind {
    /** They are sorted into buckets. */
    HISTOGRAM("histogram"),
    /** They are added up, and only grow. */
    COUNTER("counter"),
    /** They are added up, and may fall. */
    UP_DOWN_COUNTER("up-down counter"),
    /** The last one holds. */
    GAUGE("gauge");

    private final String label;

    Kind(String label) {
      this.label = label;
    }

    /** Returns it in the words of docs/telemetry.md. */
    public String label() {
      return label;
    }
  }
}

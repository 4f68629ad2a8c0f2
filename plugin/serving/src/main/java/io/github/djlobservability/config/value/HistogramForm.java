package io.github.djlobservability.config.value;

/** The buckets that histograms are sent with over OTLP. */
public enum HistogramForm {
  /** Fixed buckets, those of docs/telemetry.md. */
  EXPLICIT,
  /** Buckets that grow by a factor and fit themselves to the values. */
  EXPONENTIAL
}

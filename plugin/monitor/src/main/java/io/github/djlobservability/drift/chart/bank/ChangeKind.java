package io.github.djlobservability.drift.chart.bank;

/** The changes that are looked for in a stream of ranks. */
public enum ChangeKind {
  /** The values become larger or smaller. */
  LOCATION,
  /** The values spread more or less. */
  SPREAD,
  /** The values are distributed otherwise, with middle and spread as before. */
  SHAPE,
  /** The value that is most frequent becomes more or less frequent. */
  ATOM,
  /** A tenth of the reference's values, or a category, becomes more or less frequent. */
  SHARE
}

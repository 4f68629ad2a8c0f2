package io.github.djlobservability.drift.chart;

/**
 * How the change came. At an alarm few items can tell, so it mostly is SUDDEN then; a window of
 * items later it is looked at again, and a verdict says so if it was another.
 */
public enum DriftShape {
  /** At once. */
  SUDDEN,
  /** Old and new values alternate, the new ones more and more often. */
  GRADUAL,
  /** The values themselves move, step by step. */
  INCREMENTAL,
  /** An earlier state holds again; of labels only, told once enough of them are there. */
  RECURRING
}

package io.github.djlobservability.telemetry.series;

/**
 * How many series of a model were left out when its metrics were last collected.
 *
 * @param distances of stable features, which give way to whatever else a model has
 * @param zeros counters of features that have counted nothing, such as values that break a rule
 * @param others the least important, beyond the limit
 */
public record SeriesLeftOut(long distances, long zeros, long others) {
  /** Nothing. */
  public static final SeriesLeftOut NONE = new SeriesLeftOut(0, 0, 0);

  /** Returns how many these are together. */
  public long all() {
    return distances + zeros + others;
  }

  SeriesLeftOut and(SeriesLeftOut more) {
    return new SeriesLeftOut(distances + more.distances, zeros + more.zeros, others + more.others);
  }
}

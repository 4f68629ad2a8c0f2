package io.github.djlobservability.drift.incident;

/**
 * Is the incident that a verdict belongs to: one drift of a check with its repeats, from its
 * beginning to its end.
 *
 * @param began number of the item at which it was noticed, which names it
 * @param course how it goes on
 * @param repeats alarms since, told or not
 * @param over number of the item from which on the values are the reference's again, which is
 *     noticed later; 0 while they aren't
 */
public record Incident(long began, Course course, int repeats, long over) {

  /** Makes one that is not over. */
  public Incident(long began, Course course, int repeats) {
    this(began, course, repeats, 0);
  }
}

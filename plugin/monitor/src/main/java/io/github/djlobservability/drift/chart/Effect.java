package io.github.djlobservability.drift.chart;

import org.jspecify.annotations.Nullable;

/**
 * How large the change is, in the feature's own terms.
 *
 * @param description for people: {@code mean 41.2 -> 37.9}, {@code category "5": 3 % -> 11 %}
 * @param reference the figure in the reference; in the stream before where that has no values
 * @param current the figure of the items since the onset, of at most the last {@value
 *     RecentValues#LENGTH}
 */
public record Effect(String description, double reference, double current) {
  /**
   * Returns how many times as large values have become, in the words of a description; null where
   * it doesn't say that.
   */
  public static @Nullable String scaled(String description) {
    int from = description.indexOf(ScaleChange.WORDS);
    return from < 0 ? null : description.substring(from);
  }

  /** Returns this, which says something more. */
  public Effect saying(String more) {
    return new Effect(description + ", " + more, reference, current);
  }
}

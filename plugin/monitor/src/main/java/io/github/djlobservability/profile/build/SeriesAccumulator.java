package io.github.djlobservability.profile.build;

import io.github.djlobservability.profile.ProfileLimits;
import io.github.djlobservability.profile.Row;
import io.github.djlobservability.profile.Series;
import io.github.djlobservability.profile.SeriesProfile;

/** Gathers one series, row by row. Not thread-safe. */
sealed interface SeriesAccumulator permits NumericAccumulator, CategoryAccumulator {

  /** For a series; sketches of different series or profiles should have different seeds. */
  static SeriesAccumulator of(Series series, ProfileLimits limits, long seed) {
    return series.isCategorical()
        ? new CategoryAccumulator(series, limits)
        : new NumericAccumulator(series, limits, seed + series.index());
  }

  /** Takes in the series' value of a row that has the feature. */
  void add(Row row);

  /**
   * Takes in all of a distribution.
   *
   * @throws IllegalArgumentException if it is of another kind, or its sketch of another size
   */
  void merge(SeriesProfile profile);

  /** Returns the profile of the values so far; later values do not change it. */
  SeriesProfile freeze();
}

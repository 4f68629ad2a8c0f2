package io.github.djlobservability.history;

import io.github.djlobservability.statistics.Interval;

/**
 * How right a model was in a window of labelled items.
 *
 * @param epochMillis when it predicted the last of them, in milliseconds of the epoch
 * @param items how many
 * @param measure the measure's name
 * @param value the measure
 */
public record QualityPoint(long epochMillis, long items, String measure, Interval value) {}

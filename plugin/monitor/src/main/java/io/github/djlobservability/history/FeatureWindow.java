package io.github.djlobservability.history;

import io.github.djlobservability.drift.Status;

/**
 * Holds the measures of one feature in a window of items.
 *
 * @param epochMillis when the window was full, in milliseconds of the epoch
 * @param status how the feature stood then
 * @param mean of its numbers; NaN for categories
 * @param missing share of items without a value
 * @param distance Jensen-Shannon distance from the reference
 */
public record FeatureWindow(
    long epochMillis, Status status, double mean, double missing, double distance) {}

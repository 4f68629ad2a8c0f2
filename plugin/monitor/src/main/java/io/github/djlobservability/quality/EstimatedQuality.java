package io.github.djlobservability.quality;

import io.github.djlobservability.statistics.Interval;
import java.util.Map;

/**
 * How right a model was in a window of items by its own calibrated scores, and how right it really
 * was as far as labels have come.
 *
 * @param firstItem the number of the window's first item
 * @param lastItem that of its last
 * @param fromMillis when the model answered the first, in milliseconds of the epoch
 * @param toMillis when it answered the last
 * @param items how many had a score
 * @param unscored how many had none and are left out
 * @param estimated by name; the intervals hold the real figure in 95 % of the cases, as long as
 *     P(label | input) is the reference's
 * @param labelled how many of the window's items have a label by now
 * @param real the same measures of those
 * @param error the estimate less the real figure
 * @param estimatedAccuracyOfLabelled what is estimated for the labelled items alone; NaN without
 * @param selectionBias by how much that is above what is estimated for all: labels that come
 *     quickly, or for some items only, show a model that much better than it is
 */
public record EstimatedQuality(
    long firstItem,
    long lastItem,
    long fromMillis,
    long toMillis,
    long items,
    long unscored,
    Map<String, Interval> estimated,
    long labelled,
    Map<String, Double> real,
    Map<String, Double> error,
    double estimatedAccuracyOfLabelled,
    double selectionBias) {}

package io.github.djlobservability.quality.measure;

import java.util.Map;

/**
 * Holds the model's prediction of an item whose label is not known yet.
 *
 * @param item its number in the model's stream of items, from 1
 * @param predictedAtMillis when the model answered, in milliseconds of the epoch
 * @param prediction what it said: a {@link Double} of a regression, else a class's name
 * @param probabilities the probabilities of the classes that it told, by their names; a single
 *     score stands under the name of the class it said; empty if it told none
 */
public record PredictedItem(
    long item, long predictedAtMillis, Object prediction, Map<String, Double> probabilities) {}

package io.github.djlobservability.quality.measure;

import io.github.djlobservability.statistics.Interval;

/**
 * How right a model is about one class.
 *
 * @param name of the class
 * @param labelled weight of the items that are of the class
 * @param predicted weight of the items that the model said were
 * @param precision share of those it said that are
 * @param recall share of those that are that it said
 * @param f1 their harmonic mean
 */
public record ClassQuality(
    String name,
    double labelled,
    double predicted,
    Interval precision,
    Interval recall,
    Interval f1) {}

package io.github.djlobservability.monitoring.reference;

import io.github.djlobservability.payload.Fields;
import io.github.djlobservability.payload.ItemPrediction;

/**
 * An item with the prediction for it.
 *
 * @param epochMillis when its request arrived
 */
public record CapturedItem(Fields fields, ItemPrediction prediction, long epochMillis) {}

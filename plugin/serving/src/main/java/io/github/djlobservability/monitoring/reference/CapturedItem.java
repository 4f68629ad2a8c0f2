package io.github.djlobservability.monitoring.reference;

import io.github.djlobservability.payload.Fields;
import io.github.djlobservability.payload.ItemPrediction;

/** An item with the prediction for it. */
public record CapturedItem(Fields fields, ItemPrediction prediction) {}

package io.github.djlobservability.monitoring;

import io.github.djlobservability.payload.Fields;
import io.github.djlobservability.payload.ItemPrediction;

/** An item with the prediction for it. */
record CapturedItem(Fields fields, ItemPrediction prediction) {}

package io.github.djlobservability.monitoring;

import io.github.djlobservability.observation.Fields;

/** An item with the answer to it. */
record CapturedItem(Fields sent, Answer answer) {}

/** Watches a model's inputs and predictions for drift, item by item, within a budget of alarms. */
@NullMarked
package io.github.djlobservability.drift;

import org.jspecify.annotations.NullMarked;

/** Finds changes in how predictions and labels go together. */
@NullMarked
package io.github.djlobservability.drift.concept;

import org.jspecify.annotations.NullMarked;

/** Follows how right a model is, with labels and without. */
@NullMarked
package io.github.djlobservability.quality;

import org.jspecify.annotations.NullMarked;

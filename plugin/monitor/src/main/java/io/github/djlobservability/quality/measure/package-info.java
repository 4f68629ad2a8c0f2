/** Measures of how right predictions are, by items that have labels. */
@NullMarked
package io.github.djlobservability.quality.measure;

import org.jspecify.annotations.NullMarked;

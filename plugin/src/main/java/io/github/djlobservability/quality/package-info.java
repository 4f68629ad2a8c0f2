/** How right a model's answers are: measures with labels, and estimates without. */
@NullMarked
package io.github.djlobservability.quality;

import org.jspecify.annotations.NullMarked;

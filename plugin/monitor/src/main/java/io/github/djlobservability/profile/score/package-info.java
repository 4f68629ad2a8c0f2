/** Counts how often the model is right at each score, over all rows of a reference. */
@NullMarked
package io.github.djlobservability.profile.score;

import org.jspecify.annotations.NullMarked;

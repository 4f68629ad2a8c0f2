/** Chooses what of a profile is watched, and says why the rest is not. */
@NullMarked
package io.github.djlobservability.drift.reference.profiled;

import org.jspecify.annotations.NullMarked;

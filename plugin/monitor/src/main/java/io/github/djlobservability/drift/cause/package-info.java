/** Tells what a change of recordings, images or texts looks like. */
@NullMarked
package io.github.djlobservability.drift.cause;

import org.jspecify.annotations.NullMarked;

/** Tells what a change of recordings or images looks like. */
@NullMarked
package io.github.djlobservability.drift.cause;

import org.jspecify.annotations.NullMarked;

/** Turns a reference profile into what charts compare items with. */
@NullMarked
package io.github.djlobservability.drift.reference;

import org.jspecify.annotations.NullMarked;

/** Moments, bins, sketches, decompositions and random numbers: one of each, knowing no model. */
@NullMarked
package io.github.djlobservability.statistics;

import org.jspecify.annotations.NullMarked;

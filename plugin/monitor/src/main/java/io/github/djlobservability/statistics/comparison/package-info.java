/** Distances and tests that say whether two samples differ. */
@NullMarked
package io.github.djlobservability.statistics.comparison;

import org.jspecify.annotations.NullMarked;

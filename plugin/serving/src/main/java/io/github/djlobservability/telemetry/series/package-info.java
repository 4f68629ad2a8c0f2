/** Decides which metrics there are, and how many series a model may have. */
@NullMarked
package io.github.djlobservability.telemetry.series;

import org.jspecify.annotations.NullMarked;

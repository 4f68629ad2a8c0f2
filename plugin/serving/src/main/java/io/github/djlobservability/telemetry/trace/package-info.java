/** Spans that are written when they are over, and how they leave for little. */
@NullMarked
package io.github.djlobservability.telemetry.trace;

import org.jspecify.annotations.NullMarked;

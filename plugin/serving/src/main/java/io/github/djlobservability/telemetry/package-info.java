/** OpenTelemetry, ours or the host's: the tracer, the instruments and the events. */
@NullMarked
package io.github.djlobservability.telemetry;

import org.jspecify.annotations.NullMarked;

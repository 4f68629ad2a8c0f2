/** OpenTelemetry, ours or the host's: the catalogue of names and the instruments. */
@NullMarked
package io.github.djlobservability.telemetry;

import org.jspecify.annotations.NullMarked;

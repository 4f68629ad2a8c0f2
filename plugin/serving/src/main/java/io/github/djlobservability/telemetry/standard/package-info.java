/** Leaves out what is wrong in the standard settings of OpenTelemetry, and says so. */
@NullMarked
package io.github.djlobservability.telemetry.standard;

import org.jspecify.annotations.NullMarked;

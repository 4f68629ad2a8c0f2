/** Tests where telemetry goes, and that it is complete. */
@NullMarked
package io.github.djlobservability.suite.telemetry;

import org.jspecify.annotations.NullMarked;

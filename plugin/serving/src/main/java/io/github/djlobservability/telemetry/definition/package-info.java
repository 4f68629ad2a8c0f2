/** Defines each metric, attribute and event once: instruments, pages and tests read it. */
@NullMarked
package io.github.djlobservability.telemetry.definition;

import org.jspecify.annotations.NullMarked;

/** Tests of the monitors, and the studies whose figures are in docs/drift.md. */
@NullMarked
package io.github.djlobservability.drift;

import org.jspecify.annotations.NullMarked;

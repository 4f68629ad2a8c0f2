/** Incidents: how large a change is, whether it matters, how it goes on and when it is over. */
@NullMarked
package io.github.djlobservability.drift.incident;

import org.jspecify.annotations.NullMarked;

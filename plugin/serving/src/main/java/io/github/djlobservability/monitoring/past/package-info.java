/** Keeps what happened to a model over restarts, beside what is compared now. */
@NullMarked
package io.github.djlobservability.monitoring.past;

import org.jspecify.annotations.NullMarked;

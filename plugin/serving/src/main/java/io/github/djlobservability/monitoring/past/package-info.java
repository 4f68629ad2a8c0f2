/** What happened to a model and is kept over restarts, beside what is compared now. */
@NullMarked
package io.github.djlobservability.monitoring.past;

import org.jspecify.annotations.NullMarked;

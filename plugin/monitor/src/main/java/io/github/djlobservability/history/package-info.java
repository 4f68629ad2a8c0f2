/** Keeps the events of a model's life over restarts and new references. */
@NullMarked
package io.github.djlobservability.history;

import org.jspecify.annotations.NullMarked;

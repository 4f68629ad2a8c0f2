/** What happened to a model, kept over restarts and new references. */
@NullMarked
package io.github.djlobservability.history;

import org.jspecify.annotations.NullMarked;

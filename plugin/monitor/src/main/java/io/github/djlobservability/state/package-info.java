/** Crash-safe files and the formats that state is kept in. */
@NullMarked
package io.github.djlobservability.state;

import org.jspecify.annotations.NullMarked;

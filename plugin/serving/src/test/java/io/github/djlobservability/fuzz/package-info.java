/** Throws bytes that nobody means well with at every parser that a stranger reaches. */
@NullMarked
package io.github.djlobservability.fuzz;

import org.jspecify.annotations.NullMarked;

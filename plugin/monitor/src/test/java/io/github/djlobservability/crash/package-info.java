/** Ends a process that writes state at any moment, and looks what is left. */
@NullMarked
package io.github.djlobservability.crash;

import org.jspecify.annotations.NullMarked;

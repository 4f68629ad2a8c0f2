/** Looks into dumps of a server's heap. */
@NullMarked
package io.github.djlobservability.suite.heap;

import org.jspecify.annotations.NullMarked;

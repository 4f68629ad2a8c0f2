/** An engine that stands in for DJL Serving's Python engine, with handlers written in Java. */
@NullMarked
package io.github.djlobservability.standin.python;

import org.jspecify.annotations.NullMarked;

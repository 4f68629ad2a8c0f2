/** A Prometheus in a process of its own: Debian's package {@code prometheus}. */
@NullMarked
package io.github.djlobservability.suite.prometheus;

import org.jspecify.annotations.NullMarked;

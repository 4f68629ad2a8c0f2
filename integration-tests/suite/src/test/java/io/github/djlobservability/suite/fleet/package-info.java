/** Several servers of one model, added up by the recording rules in a real Prometheus. */
@NullMarked
package io.github.djlobservability.suite.fleet;

import org.jspecify.annotations.NullMarked;

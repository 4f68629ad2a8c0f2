/** The dashboards and alerts on real traffic, in a real Prometheus. */
@NullMarked
package io.github.djlobservability.suite.boards;

import org.jspecify.annotations.NullMarked;

/** Requests that mean no good, among many that do. */
@NullMarked
package io.github.djlobservability.suite.hostile;

import org.jspecify.annotations.NullMarked;

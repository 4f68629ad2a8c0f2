/** A run in which everything goes wrong that can, and what is counted of it. */
@NullMarked
package io.github.djlobservability.suite.chaos;

import org.jspecify.annotations.NullMarked;

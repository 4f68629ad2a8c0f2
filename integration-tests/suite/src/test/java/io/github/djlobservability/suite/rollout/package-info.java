/** Two versions of a model side by side. */
@NullMarked
package io.github.djlobservability.suite.rollout;

import org.jspecify.annotations.NullMarked;

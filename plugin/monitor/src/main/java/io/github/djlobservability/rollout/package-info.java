/** Compares versions of a model that serve side by side, at any time one likes to look. */
@NullMarked
package io.github.djlobservability.rollout;

import org.jspecify.annotations.NullMarked;

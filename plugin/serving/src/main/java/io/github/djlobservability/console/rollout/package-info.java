/** Shows how the versions of a model compare. */
@NullMarked
package io.github.djlobservability.console.rollout;

import org.jspecify.annotations.NullMarked;

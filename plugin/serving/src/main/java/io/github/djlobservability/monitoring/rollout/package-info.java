/** Brings what the versions of a model do together, so that they can be compared. */
@NullMarked
package io.github.djlobservability.monitoring.rollout;

import org.jspecify.annotations.NullMarked;

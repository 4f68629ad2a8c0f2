/** Decides by the first values of a feature what it is, and whether it can be compared. */
@NullMarked
package io.github.djlobservability.profile.evidence;

import org.jspecify.annotations.NullMarked;

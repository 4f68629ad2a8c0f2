/** Joins labels that come later to the predictions that wait for them. */
@NullMarked
package io.github.djlobservability.label;

import org.jspecify.annotations.NullMarked;

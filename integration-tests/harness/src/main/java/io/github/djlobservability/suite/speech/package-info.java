/** Recordings for the speech model, and what changes them on their way. */
@NullMarked
package io.github.djlobservability.suite.speech;

import org.jspecify.annotations.NullMarked;

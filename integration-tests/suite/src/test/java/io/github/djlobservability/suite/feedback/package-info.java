/** Labels that come later: what a client sees of them, crashes, and how much can be done. */
@NullMarked
package io.github.djlobservability.suite.feedback;

import org.jspecify.annotations.NullMarked;

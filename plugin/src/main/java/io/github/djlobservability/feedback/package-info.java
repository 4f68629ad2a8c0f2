/** Labels that come later, joined to the predictions that wait for them. */
@NullMarked
package io.github.djlobservability.feedback;

import org.jspecify.annotations.NullMarked;

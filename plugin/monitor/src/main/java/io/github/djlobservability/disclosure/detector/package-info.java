/** Finds personal data and secrets in texts by their form. */
@NullMarked
package io.github.djlobservability.disclosure.detector;

import org.jspecify.annotations.NullMarked;

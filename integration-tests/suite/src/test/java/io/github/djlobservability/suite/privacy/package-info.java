/** Looks for personal data and secrets that are left after requests have ended. */
@NullMarked
package io.github.djlobservability.suite.privacy;

import org.jspecify.annotations.NullMarked;

/** What is left of personal data and secrets after requests have ended. */
@NullMarked
package io.github.djlobservability.suite.privacy;

import org.jspecify.annotations.NullMarked;

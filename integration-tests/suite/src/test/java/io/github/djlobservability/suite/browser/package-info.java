/** The page in a real browser. */
@NullMarked
package io.github.djlobservability.suite.browser;

import org.jspecify.annotations.NullMarked;

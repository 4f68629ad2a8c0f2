/**
 * Tests that hold what is left, and what is counted, when something that the plugin needs is
 * broken.
 */
@NullMarked
package io.github.djlobservability.suite.faults;

import org.jspecify.annotations.NullMarked;

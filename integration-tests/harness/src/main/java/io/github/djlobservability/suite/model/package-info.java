/** Model folders, written when a test needs them. */
@NullMarked
package io.github.djlobservability.suite.model;

import org.jspecify.annotations.NullMarked;

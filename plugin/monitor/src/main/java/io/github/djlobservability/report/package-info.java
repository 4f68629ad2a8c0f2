/** Compares the rows of a file with a reference: its tests, and what they say. */
@NullMarked
package io.github.djlobservability.report;

import org.jspecify.annotations.NullMarked;

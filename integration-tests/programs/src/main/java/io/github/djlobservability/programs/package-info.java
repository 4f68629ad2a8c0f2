/**
 * Finds the programs that tests need and a JDK lacks, and leaves tests out where there are none.
 */
@NullMarked
package io.github.djlobservability.programs;

import org.jspecify.annotations.NullMarked;

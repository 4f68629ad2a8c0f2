/** Finds the files that the rest of the build made for the suite. */
@NullMarked
package io.github.djlobservability.suite;

import org.jspecify.annotations.NullMarked;

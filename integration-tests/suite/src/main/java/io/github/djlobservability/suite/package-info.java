/** What the rest of the build made and the suite uses. */
@NullMarked
package io.github.djlobservability.suite;

import org.jspecify.annotations.NullMarked;

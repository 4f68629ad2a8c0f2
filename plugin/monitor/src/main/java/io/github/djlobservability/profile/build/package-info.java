/** Makes a reference profile of rows, in one pass and bounded memory. */
@NullMarked
package io.github.djlobservability.profile.build;

import org.jspecify.annotations.NullMarked;

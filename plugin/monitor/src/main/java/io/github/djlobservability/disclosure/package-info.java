/** Decides which values may be seen, and stands keyed hashes in for those that may not. */
@NullMarked
package io.github.djlobservability.disclosure;

import org.jspecify.annotations.NullMarked;

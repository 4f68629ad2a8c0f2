/** Holds values, ids and texts so that nothing leaves that may not be seen. */
@NullMarked
package io.github.djlobservability.privacy;

import org.jspecify.annotations.NullMarked;

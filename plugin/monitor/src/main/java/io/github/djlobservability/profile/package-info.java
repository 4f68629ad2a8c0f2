/** Reference profiles: their schema, rows, accumulators and builder. */
@NullMarked
package io.github.djlobservability.profile;

import org.jspecify.annotations.NullMarked;

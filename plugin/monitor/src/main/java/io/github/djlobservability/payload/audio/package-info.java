/** Turns recordings of sound into named features. */
@NullMarked
package io.github.djlobservability.payload.audio;

import org.jspecify.annotations.NullMarked;

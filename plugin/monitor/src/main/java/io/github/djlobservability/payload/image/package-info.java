/** Turns images into named features. */
@NullMarked
package io.github.djlobservability.payload.image;

import org.jspecify.annotations.NullMarked;

/** Turns bodies and tensors into items with named features. */
@NullMarked
package io.github.djlobservability.payload;

import org.jspecify.annotations.NullMarked;

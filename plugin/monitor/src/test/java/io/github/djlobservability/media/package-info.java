/** Runs a monitor on figures of recordings and images. */
@NullMarked
package io.github.djlobservability.media;

import org.jspecify.annotations.NullMarked;

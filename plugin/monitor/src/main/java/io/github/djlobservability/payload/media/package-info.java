/** Reads the headers of files of sound and images, and tells why one can't be read. */
@NullMarked
package io.github.djlobservability.payload.media;

import org.jspecify.annotations.NullMarked;

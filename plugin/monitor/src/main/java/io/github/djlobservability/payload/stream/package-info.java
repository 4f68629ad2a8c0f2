/** Reads responses that come in chunks: events, lines of JSON, and the text that they make up. */
@NullMarked
package io.github.djlobservability.payload.stream;

import org.jspecify.annotations.NullMarked;

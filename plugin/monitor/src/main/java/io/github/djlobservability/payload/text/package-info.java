/** Makes figures of texts: lengths, scripts, words and how likely their characters are. */
@NullMarked
package io.github.djlobservability.payload.text;

import org.jspecify.annotations.NullMarked;
